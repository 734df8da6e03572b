"use strict";
// What a team writes that follows Pulumi's documentation: the provider is an object of a class, its methods call the API,
// and Pulumi serialises it into every resource.

const pulumi = require("@pulumi/pulumi");
const devices = require("./devices.json");

class DeviceProvider {
    async configure(req) {
        this.baseUrl = req.config.get("webex:baseUrl");
    }

    client() {
        // Modules are loaded where they are used: the serialiser cannot capture one of these.
        const axios = require("axios");
        return axios.create({
            baseURL: this.baseUrl,
            headers: { Authorization: `Bearer ${process.env.WEBEX_ACCESS_TOKEN}` },
        });
    }

    async diff(id, olds, news) {
        const replaces = ["mac", "model", "workspaceId"].filter((name) => olds[name] !== news[name]);
        const retagged = JSON.stringify(olds.tags) !== JSON.stringify(news.tags);
        return { changes: replaces.length > 0 || retagged, replaces, deleteBeforeReplace: true };
    }

    async create(inputs) {
        const { mac, model, workspaceId, tags } = inputs;
        const { data } = await this.client().post("/devices", { mac, model, workspaceId });
        await this.tag(data.id, tags);
        return { id: data.id, outs: { ...data, ...inputs } };
    }

    async read(id, props) {
        const { data } = await this.client().get(`/devices/${id}`);
        return { id, props: { ...props, ...data, mac: props.mac } };
    }

    async update(id, olds, news) {
        await this.tag(id, news.tags);
        return { outs: { ...olds, ...news } };
    }

    async delete(id) {
        await this.client().delete(`/devices/${id}`);
    }

    async tag(id, tags) {
        await this.client().patch(`/devices/${id}`, [{ op: "replace", path: "tags", value: tags }], {
            headers: { "Content-Type": "application/json-patch+json" },
        });
    }
}

const provider = new DeviceProvider();

class Device extends pulumi.dynamic.Resource {
    constructor(name, props, opts) {
        super(provider, name, props, opts);
    }
}

for (const [name, device] of Object.entries(devices)) new Device(name, device);
