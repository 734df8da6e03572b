/** What kinds of backends there are, by the addresses that `pulumi login` takes. */
const KINDS: readonly { readonly address: RegExp; readonly words: string }[] = [
    { address: /^file:/, words: "files on this machine" },
    { address: /^s3:/, words: "Amazon S3 or a server like it" },
    { address: /^gs:/, words: "Google Cloud Storage" },
    { address: /^azblob:/, words: "Azure Blob Storage" },
    { address: /^https:\/\/(api|app)\.pulumi\.com\b/, words: "Pulumi Cloud" },
    { address: /^https?:/, words: "a Pulumi Cloud of your own" },
];

/** Where states are kept, in words, without the parameters of the address and without what may be a credential. */
export function backendWords(url: string): string {
    const plain = url.replace(/\?.*$/, "").replace(/\/\/[^/@]*@/, "//");
    const kind = KINDS.find(({ address }) => address.test(url));
    return kind === undefined ? plain : `${kind.words} (${plain})`;
}
