import { connectivityState, credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { type Log, processLog } from "../client/log";
import { scrub } from "../client/secrets";

/** A log that can say what stops a plan. */
export interface PlanLog extends Log {
    error(message: string): void;
}

/** Where messages about resources go. */
export interface ResourceLog extends Log {
    /** The log of messages about one resource. */
    under(urn: string): PlanLog;
}

/** Milliseconds in which a connection that broke has to come back. */
const RECONNECT = 2000;

/** The engine's log: its messages stand under the resource that they are about. */
export class EngineLog implements ResourceLog {
    private engine: EngineClient | undefined;
    private readonly pending = new Set<Promise<void>>();

    /** `address` is the engine's, as it starts a plugin with it. */
    constructor(address: string | undefined) {
        if (address !== undefined) {
            this.attach(address);
        }
    }

    /** Speaks to the engine at this address from now on. */
    attach(address: string): void {
        this.engine?.close();
        this.engine = new EngineClient(address, credentials.createInsecure());
    }

    info(message: string): void {
        this.say(LogSeverity.INFO, message);
    }

    warn(message: string): void {
        this.say(LogSeverity.WARNING, message);
    }

    under(urn: string): PlanLog {
        const sayAs = (severity: LogSeverity) => (message: string) => {
            this.say(severity, message, urn);
        };
        return {
            info: sayAs(LogSeverity.INFO),
            warn: sayAs(LogSeverity.WARNING),
            error: sayAs(LogSeverity.ERROR),
        };
    }

    /** Resolves when the engine has everything: what comes after the answer to its call may not be shown. */
    async said(): Promise<void> {
        await Promise.all(this.pending);
    }

    /** Calls back when the engine is gone, as after a crash: it ends its plugins otherwise. */
    onEngineGone(callback: () => void): void {
        const { engine } = this;
        if (engine === undefined) {
            return;
        }
        const channel = engine.getChannel();
        const look = (error: Error | undefined, seen: connectivityState) => {
            if (engine !== this.engine) {
                return;
            }
            if (error !== undefined) {
                callback();
                return;
            }
            channel.watchConnectivityState(seen, Infinity, () => {
                engine.waitForReady(Date.now() + RECONNECT, (failure) => {
                    look(failure, connectivityState.READY);
                });
            });
        };
        engine.waitForReady(Date.now() + RECONNECT, (failure) => {
            look(failure, connectivityState.READY);
        });
    }

    private say(severity: LogSeverity, message: string, urn = ""): void {
        if (this.engine === undefined) {
            if (severity === LogSeverity.INFO) {
                processLog.info(message);
            } else {
                processLog.warn(message);
            }
            return;
        }
        const request = new LogRequest();
        request.setSeverity(severity);
        request.setMessage(scrub(message));
        request.setUrn(urn);
        const { engine } = this;
        const saying = new Promise<void>((resolve) => {
            engine.log(request, () => {
                resolve();
            });
        });
        this.pending.add(saying);
        void saying.then(() => this.pending.delete(saying));
    }
}
