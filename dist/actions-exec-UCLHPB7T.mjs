import{createRequire as crossbuildRequire}from'node:module';const require=crossbuildRequire(import.meta.url);
import{d as e}from"./chunk-4BJOOJDF.mjs";import"./chunk-EXWUJTCV.mjs";export{e as exec};
