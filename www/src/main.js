import init, { version } from "../pkg/saltatory.js";

await init();
document.title = `Saltatory ${version()}`;
document.documentElement.dataset.ready = "true";
