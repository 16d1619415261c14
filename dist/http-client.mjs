import{createRequire as crossbuildRequire}from'node:module';const require=crossbuildRequire(import.meta.url);
import{c as t}from"./for-actions-cache-actions-tool-cache-http-client-main-merge-meta-post-setup.mjs";import"./for-actions-cache-actions-exec-actions-tool-cache-cli-http-client-main-merge-meta-post-setup-yaml-document.mjs";export{t as HttpClient};
