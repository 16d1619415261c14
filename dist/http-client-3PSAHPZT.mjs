import{createRequire as crossbuildRequire}from'node:module';const require=crossbuildRequire(import.meta.url);
import{c as t}from"./chunk-F6XG6ZK5.mjs";import"./chunk-EXWUJTCV.mjs";export{t as HttpClient};
