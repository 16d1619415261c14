import{createRequire as crossbuildRequire}from'node:module';const require=crossbuildRequire(import.meta.url);
import{x as r}from"./for-cli-main-merge-meta-post-setup.mjs";function t(){return r(process.arch)??{os:"linux",architecture:process.arch,variant:""}}export{t as a};
