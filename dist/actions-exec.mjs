import{createRequire as crossbuildRequire}from'node:module';const require=crossbuildRequire(import.meta.url);
import{d as e}from"./for-actions-cache-actions-exec-actions-tool-cache-main-merge-meta-post-setup.mjs";import"./for-actions-cache-actions-exec-actions-tool-cache-cli-http-client-main-merge-meta-post-setup-yaml-document.mjs";export{e as exec};
