import{createRequire as crossbuildRequire}from'node:module';const require=crossbuildRequire(import.meta.url);
import{u as r}from"./chunk-S27K7V2M.mjs";var o={x64:"amd64",ia32:"386",ppc64:"ppc64le"};function a(){return r({os:"linux",architecture:o[process.arch]??process.arch,variant:""})}export{a};
