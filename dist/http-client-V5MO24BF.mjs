import{createRequire as crossbuildRequire}from'node:module';const require=crossbuildRequire(import.meta.url);
import{c as t}from"./chunk-62E6ZAMR.mjs";import"./chunk-EXWUJTCV.mjs";export{t as HttpClient};
