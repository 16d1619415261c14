import{createRequire as crossbuildRequire}from'node:module';const require=crossbuildRequire(import.meta.url);
import{a as p}from"./chunk-O6OAWHR7.mjs";import{o as c,p as u,r as d,s as m}from"./chunk-XNLPDGDM.mjs";import{b as i,h as l,l as f}from"./chunk-V72K6DXO.mjs";import"./chunk-EXWUJTCV.mjs";import{parseArgs as y}from"node:util";var b=`crossbuild plan [Dockerfile]      what would be done for each stage and platform, and why
crossbuild rewrite [Dockerfile]   the Dockerfile to build with, on standard output; - reads it from standard input

  --platform linux/arm64,\u2026   platforms to build (default linux/amd64,linux/arm64)
  --target STAGE             stage to build
  --build-arg NAME=value     build argument, may be repeated
  --build-context NAME=what  named context, may be repeated
  --cross-packages NAME      library for the target that cannot be seen, may be repeated
  --strategy WHAT            auto, cross, accelerate or emulate, also linux/arm/v7=emulate
  --json                     the plan as JSON
`;async function g(r){try{let{values:t,positionals:o}=y({args:[...r],allowPositionals:!0,options:h}),[n,a="Dockerfile"]=o;if(t.help||n!=="plan"&&n!=="rewrite")return process.stdout.write(b),t.help?0:2;let{plan:e,inputs:s}=await w(a,t);return process.stdout.write(n==="rewrite"?e.dockerfile.text:t.json?`${d(e)}
`:m(e)),n==="rewrite"&&e.dockerfile.secrets.length>0&&process.stderr.write(k(s,e)),0}catch(t){return process.stderr.write(`${t instanceof Error?t.message:String(t)}
`),1}}var h={platform:{type:"string",multiple:!0},target:{type:"string"},"build-arg":{type:"string",multiple:!0},"build-context":{type:"string",multiple:!0},"cross-packages":{type:"string",multiple:!0},strategy:{type:"string",multiple:!0},json:{type:"boolean"},help:{type:"boolean",short:"h"}};async function w(r,t){let{inputs:o,problems:n}=c({INPUT_PLATFORMS:(t.platform??["linux/amd64,linux/arm64"]).join(`
`),INPUT_STRATEGY:(t.strategy??["auto"]).join(`
`),"INPUT_BUILD-ARGS":(t["build-arg"]??[]).join(`
`),"INPUT_BUILD-CONTEXTS":(t["build-context"]??[]).join(`
`),"INPUT_CROSS-PACKAGES":(t["cross-packages"]??[]).join(`
`),INPUT_TARGET:t.target});if(n.length>0)throw new i(n);let a=r==="-"?await P():await f(process.env).read(r);if(a===void 0)throw new i({what:`there is no Dockerfile at ${r}`,instead:"name it: crossbuild plan path/to/Dockerfile"});let e={host:p(),dockerfile:{path:r==="-"?"Dockerfile":r,text:a},bases:{}};return{plan:u(o,e),inputs:o}}async function P(){process.stdin.setEncoding("utf8");let r="";for await(let t of process.stdin)r+=String(t);return r}function k({platforms:r},t){let o=t.dockerfile.secrets.map(({env:e,value:s})=>`${e}=${s}`).join(" "),n=t.dockerfile.secrets.map(({id:e,env:s})=>`--secret id=${e},env=${s}`).join(" "),a=r.map(l).join(",");return`build it with: ${o} docker buildx build ${n} --platform ${a} -f - .
`}process.exitCode=await g(process.argv.slice(2));
