import{createRequire as crossbuildRequire}from'node:module';const require=crossbuildRequire(import.meta.url);
import{a as p}from"./chunk-YZB5HVFT.mjs";import{n as u,o as c,q as m,r as d}from"./chunk-5SDMGS3D.mjs";import{b as i,h as l,l as f}from"./chunk-RMN3S7FG.mjs";import"./chunk-EXWUJTCV.mjs";import{parseArgs as y}from"node:util";var h=`crossbuild plan [Dockerfile]      what would be done for each stage and platform, and why
crossbuild rewrite [Dockerfile]   the Dockerfile to build with, on standard output

  --platform linux/arm64,\u2026   platforms to build (default linux/amd64,linux/arm64)
  --target STAGE             stage to build
  --build-arg NAME=value     build argument, may be repeated
  --strategy WHAT            auto, cross, accelerate or emulate, also linux/arm/v7=emulate
  --json                     the plan as JSON
`;async function g(o){try{let{values:t,positionals:n}=y({args:[...o],allowPositionals:!0,options:b}),[e,a="Dockerfile"]=n;if(t.help||e!=="plan"&&e!=="rewrite")return process.stdout.write(h),t.help?0:2;let{plan:r,inputs:s}=await w(a,t);return process.stdout.write(e==="rewrite"?r.dockerfile.text:t.json?`${m(r)}
`:d(r)),e==="rewrite"&&r.dockerfile.secrets.length>0&&process.stderr.write(P(s,r)),0}catch(t){return process.stderr.write(`${t instanceof Error?t.message:String(t)}
`),1}}var b={platform:{type:"string",multiple:!0},target:{type:"string"},"build-arg":{type:"string",multiple:!0},strategy:{type:"string",multiple:!0},json:{type:"boolean"},help:{type:"boolean",short:"h"}};async function w(o,t){let{inputs:n,problems:e}=u({INPUT_PLATFORMS:(t.platform??["linux/amd64,linux/arm64"]).join(`
`),INPUT_STRATEGY:(t.strategy??["auto"]).join(`
`),"INPUT_BUILD-ARGS":(t["build-arg"]??[]).join(`
`),INPUT_TARGET:t.target});if(e.length>0)throw new i(e);let a=await f(process.env).read(o);if(a===void 0)throw new i({what:`there is no Dockerfile at ${o}`,instead:"name it: crossbuild plan path/to/Dockerfile"});let r={host:p(),dockerfile:{path:o,text:a},bases:{}};return{plan:c(n,r),inputs:n}}function P({platforms:o},t){let n=t.dockerfile.secrets.map(({env:r,value:s})=>`${r}=${s}`).join(" "),e=t.dockerfile.secrets.map(({id:r,env:s})=>`--secret id=${r},env=${s}`).join(" "),a=o.map(l).join(",");return`build it with: ${n} docker buildx build ${e} --platform ${a} -f - .
`}process.exitCode=await g(process.argv.slice(2));
