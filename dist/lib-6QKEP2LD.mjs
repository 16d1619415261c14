import{createRequire as crossbuildRequire}from'node:module';const require=crossbuildRequire(import.meta.url);
import{a,b,c,d,e,f,g,h}from"./chunk-BBFQDUKB.mjs";import"./chunk-EXWUJTCV.mjs";export{b as Headers,h as HttpClient,e as HttpClientError,f as HttpClientResponse,a as HttpCodes,c as MediaTypes,d as getProxyUrl,g as isHttps};
