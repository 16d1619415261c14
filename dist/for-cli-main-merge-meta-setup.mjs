import{createRequire as crossbuildRequire}from'node:module';const require=crossbuildRequire(import.meta.url);
import{A as ln,B as h,C as ie,D as mr,E as st,F as hr,G as gr,K as j,M as $r,N as br,P as it,R as at,a as V,b as oe,g as m,k as T,l as cr,o as an,p as ur,s as fr,t as v,u as se,v as rt,y as pr,z as ot}from"./for-cli-main-merge-meta-post-setup.mjs";async function yr({clock:t,log:e,retries:n},r,o,s){for(let i=1;;i++){let a=await o(),l=s(a);if(l===void 0||i>n)return a;let d=ur(i,l),c=`${r} failed for a reason that may pass (${l.cause}: ${l.found})`;if(d===void 0)return e.info(`${c}; it is not tried again, as that would be ${Math.ceil((l.askedMs??0)/1e3)} s from now`),a;e.info(`${c}; trying again in ${d/1e3} s`),await t.sleep(d)}}function ba({code:t,stderr:e,timedOut:n},r){if(t!==0)return n?{cause:"no answer in time",found:"it was ended"}:an(e,r)}function th(t,e){return{run:(n,r,o)=>yr(e,ya(n,r),()=>t.run(n,r,o),s=>ba(s,e.clock.now()))}}function ya(t,e){let n=e.findIndex(o=>o.startsWith("-")),r=e.slice(0,Math.min(3,n===-1?e.length:n));return[t.replace(/^.*[/\\]/,""),...r].join(" ")}async function nh(t,e,n){let o=await yr(t,e,async()=>{try{return{value:await n()}}catch(s){return{error:s}}},s=>"error"in s&&s.error instanceof fr?an(s.error.stderr,t.clock.now()):void 0);if("error"in o)throw o.error;return o.value}function De(t,e){let n=new Map;return(r,...o)=>{let s=n.get(r);if(s!==void 0)return s;let i=e(r,...o);for(let a of n.keys()){if(n.size<t)break;n.delete(a)}return n.set(r,i),i}}function b(t){let e=new WeakMap;return n=>{let r=e.get(n);if(r!==void 0)return r.value;let o=t(n);return e.set(n,{value:o}),o}}function dn(t){let e;return()=>(e??={value:t()},e.value)}function D(t,e){let n=0,r=t.length;for(;n<r;){let o=n+r>>1;e(t[o])?n=o+1:r=o}return n}var wr="\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000",wa=new RegExp(`^[${wr}]$`),Sa=new RegExp(`^[${wr}]+`),Le=/[\t\v\f\r ]+/;function Ne(t){return wa.test(t)}function J(t){return Sa.exec(t)?.[0].length??0}function Sr(t){let e=t.length;for(;e>0&&Ne(t.charAt(e-1));)e--;return t.slice(0,e)}var ka=/^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*([^\n]+?)[\t\n\f\r ]*$/;function kr(t,e){let n=new Map,r=[],o=t.startsWith("#!",e[0]?.start);for(let s of o?e.slice(1):e){let i=t.slice(s.start,s.end),[,a,l=""]=ka.exec(xa(i))??[],d=a?.toLowerCase();if(d===void 0||!["syntax","escape","check"].includes(d))break;if(o&&d==="escape")continue;let c=Oa(d,l,n.has(d));c!==void 0?r.push({problem:c,line:s.number}):n.set(d,l)}return{directives:va(n),problems:r}}function va(t){let e=t.get("syntax")?.split(/[ \t]/)[0],n=t.get("check");return{escape:t.get("escape")??"\\",...e===void 0?{}:{syntax:e},...n===void 0?{}:{check:n}}}function xa(t){let e=t.slice(J(t));return e.startsWith("#")?e.slice(1+J(e.slice(1))):""}function Oa(t,e,n){if(n)return{what:`the directive # ${t}= is written twice`,why:"Docker accepts each directive once",instead:"remove one of them"};if(t==="escape"&&e!=="\\"&&e!=="`")return{what:`# escape=${m(e)} is no escape character`,why:"Docker accepts \\ and ` only",instead:"write # escape=` or remove the line"}}function lt(t,e){return e!=='"'&&e!=="'"?t:t===""?e:t===e?"":t}function dt(t,e,n){let r=[],o=Ge(t,e);for(;t.startsWith("--",o);){let{word:s,end:i}=Ra(t,o,n);if(s==="--")return{flags:r,rest:Ge(t,i)};let[a="",...l]=s.slice(2).split("=");r.push({name:a,value:l.join("="),start:o,end:i}),o=Ge(t,i)}return{flags:r,rest:o}}function vr(t){return t==="\x85"||t==="\xA0"}function xr(t){return t===" "||t>="	"&&t<="\r"}function Ge(t,e){let n=e;for(;n<t.length&&xr(t.charAt(n));)n++;return n}function Ra(t,e,n){let r="",o="",s=e,i=e;for(;s<t.length;s++){let a=t.charAt(s);if(o===""&&(xr(a)||vr(a)))break;let l=o;o=lt(o,a),!(o===l&&a!==n)&&(r+=t.slice(i,s),i=s+1,a===n&&s++)}return r+=t.slice(i,s),{word:r,end:Math.min(vr(t.charAt(s))?s+1:s,t.length)}}function ct(t){let e=[],n=[...t];for(let r=0;r<n.length;r++){let o=n[r]??"";if(o!=="\\"){e.push(Ea(o));continue}let s=n[r+1]??"";if(!(s==="}"||s==="/")){if(!Ca.has(s))return;e.push({char:s}),r++}}return e}var Ca=new Set(["*","?","\\"]);function Ea(t){return t==="*"?"many":t==="?"?"one":{char:t}}var I=-1;function Me(t,e,n){let r=Int32Array.from({length:e.length+1},(o,s)=>s);for(let o of[...t].reverse())r=Aa(o,r,e,n);return r}function Aa(t,e,n,r){return t==="many"?_a(e,n,r):Ia(t,e,n)}function _a(t,e,n){let r=new Int32Array(t.length).fill(I);for(let o=e.length;o>=0;o--){let s=e[o],i=s===void 0||s===`
`?I:r[o+1]??I;r[o]=Ta(t[o]??I,i,n)}return r}function Ia(t,e,n){let r=new Int32Array(e.length).fill(I);for(let[o,s]of n.entries())(t==="one"?s!==`
`:s===t.char)&&(r[o]=e[o+1]??I);return r}function Ta(t,e,n){return t===I?e:e===I?t:n?Math.max(t,e):Math.min(t,e)}var x=class t{static#t=new t(void 0);#e;constructor(e){this.#e=e}static of(e={}){return Object.entries(e).reduce((n,[r,o])=>n.with(r,o),t.#t)}get(e){let n=this.#e;for(;n!==void 0&&n.key!==e;)n=e<n.key?n.left:n.right;return n?.value}has(e){return this.get(e)!==void 0}with(e,n){return new t(ut(this.#e,e,n))}without(e){return this.has(e)?new t(ut(this.#e,e,void 0)):this}record(){let e=[],n=r=>{r!==void 0&&(n(r.left),r.value!==void 0&&e.push([r.key,r.value]),n(r.right))};return n(this.#e),Object.fromEntries(e)}};function ut(t,e,n){return t===void 0?{key:e,value:n,left:void 0,right:void 0,height:1}:e===t.key?te({key:e,value:n},t.left,t.right):e<t.key?Or(t,ut(t.left,e,n),t.right):Or(t,t.left,ut(t.right,e,n))}function q(t){return t===void 0?0:t.height}function te({key:t,value:e},n,r){return{key:t,value:e,left:n,right:r,height:Math.max(q(n),q(r))+1}}function Or(t,e,n){return e!==void 0&&q(e)>q(n)+1?Rr(t,q(e.left)<q(e.right)?Cr(e,e.left,e.right):e,n):n!==void 0&&q(n)>q(e)+1?Cr(t,e,q(n.right)<q(n.left)?Rr(n,n.left,n.right):n):te(t,e,n)}function Rr(t,e,n){return e===void 0?te(t,e,n):te(e,e.left,te(t,e.right,n))}function Cr(t,e,n){return n===void 0?te(t,e,n):te(n,te(t,e,n.left),n.right)}var C=class extends Error{},Pa=/^[\p{L}\p{Nd}_]+/u,Er=200,Da=131072,La=1e7,Na=new Set(["#","%"]),Ga=new RegExp("^(?:\\p{Nd}+|[@*#?\\-$!])","u");function ft(t,e,n){return new un(t,e,n).run()}var cn=class{done=[];word="";add(e,n){if(n)this.word+=e;else for(let r of e)Ne(r)?this.end():this.word+=r}end(){this.word!==""&&this.done.push(this.word),this.word=""}},un=class{at=0;depth=0;source;env;longest;options;rawEscapes;constructor(e,n,r){this.source=e,this.longest=e.length+Da,this.env=n,this.options=r,this.rawEscapes=r.rawEscapes??!1}run(){let e=this.options.split?new cn:void 0,{text:n,unknown:r}=this.until("",this.rawEscapes,!1,e);return e?.end(),{text:n,words:e?.done??[],...r===void 0?{}:{unknown:r}}}peek(){return this.source.charAt(this.at)}next(){return this.source.charAt(this.at++)}until(e,n,r,o){let s=this.rawEscapes;this.rawEscapes=n;let i="",a;for(;this.at<this.source.length;){if(e!==""&&this.peek()===e)return this.at++,this.rawEscapes=s,{text:i,unknown:a};let l=this.piece(r);i=this.joined(i,l.text),a??=l.unknown,o?.add(l.text,l.raw??!1)}if(this.rawEscapes=s,e!=="")throw new C(`'${e}' is missing`);return{text:i,unknown:a}}piece(e){let n=this.peek();return n==="$"?this.dollar():n==="'"?{text:this.single(e),raw:!0}:n==='"'?{...this.double(e),raw:!0}:n==="<"?{text:this.heredocMark(),raw:!0}:n===this.options.escape?{text:this.escaped(),raw:!0}:{text:this.next()}}joined(e,n){if(e.length+n.length>this.longest)throw new C("its value is too long to be followed");return e+n}escaped(){let e=this.next();return(this.rawEscapes?e:"")+this.next()}heredocMark(){let e=/^<(?:<[\t\r ]*)?/.exec(this.source.slice(this.at))?.[0]??"";return this.at+=e.length,e}single(e){let n=this.source.indexOf("'",this.at+1);if(n<0)throw new C("a single quote is not closed");let r=this.source.slice(this.at+1,n);this.at=n+1;let o=e?r.replaceAll(this.options.escape,this.options.escape.repeat(2)):r;return this.options.rawQuotes?`'${o}'`:o}double(e){let n=this.options.rawQuotes?'"':"",r=n,o;for(this.at++;this.at<this.source.length;){let s=this.peek();if(s==='"')return this.at++,{text:r+n,unknown:o};if(s==="$"){let i=this.dollar();r=this.joined(r,i.text),o??=i.unknown}else r+=s===this.options.escape?this.escapedInDouble(e):this.next()}throw new C("a double quote is not closed")}escapedInDouble(e){let n=this.next(),r=this.peek();return r===""?"":r==='"'||r==="$"||r===n?(this.rawEscapes?n:"")+this.next():this.rawEscapes&&(!this.options.rawQuotes||e)?n+n:n}dollar(){if(this.depth===Er)throw new C(`more than ${Er} variables stand inside each other`);this.depth++;let e=this.variable();return this.depth--,e}variable(){let e=this.at++;if(this.peek()!=="{"){let s=this.name();return s===""?{text:"$"}:this.value(s,e)}this.at++;let n=this.peek();if(n===""||n==="{"||n==="}"||n===":")throw new C("bad substitution");let r=this.name(),o=this.operator();return o==="}"?this.value(r,e):o.startsWith("/")?this.replace(r,o==="//",e):this.modify(r,o,e)}name(){let e=this.source.slice(this.at),n=Ga.exec(e)?.[0]??Pa.exec(e)?.[0]??"";return this.at+=n.length,n}operator(){let e=/^(?:}|:?[+\-?#%]|\/\/?)/.exec(this.source.slice(this.at))?.[0];if(e===void 0)throw new C(`bad substitution near '${this.source.slice(this.at,this.at+2)}'`);return this.at+=e.length,e}find(e){return this.env instanceof x?this.env.get(e):v(this.env,e)}absent(e,n){return this.options.unset==="keep"?{text:this.source.slice(n,this.at)}:{text:"",unknown:this.options.unset==="unknown"?e:void 0}}opaque(e){return this.options.opaque?.has(e)??!1}value(e,n){if(this.opaque(e))return{text:"",unknown:e};let r=this.find(e);return r===void 0?this.absent(e,n):{text:r}}modify(e,n,r){let o=n.slice(-1),s=Na.has(o),i=this.until("}",s,s);if(this.opaque(e))return{text:"",unknown:e};let a=this.find(e);if(a===void 0&&this.options.unset==="keep")return this.absent(e,r);if(s)return a===void 0?this.absent(e,r):Ba(a,i,o);let l=n.startsWith(":")&&a===""?void 0:a;return o==="+"?l===void 0?{text:""}:i:l!==void 0?{text:l}:o==="-"?i:this.required(e,a,i,r)}required(e,n,r,o){if(this.options.unset==="unknown"&&n===void 0)return this.absent(e,o);let s=r.text===""?"is not allowed to be unset or empty":m(r.text);throw new C(`${m(e)}: ${s}`)}replace(e,n,r){let o=this.until("/",!0,!0),s=this.until("}",!0,!1);if(this.opaque(e))return{text:"",unknown:e};let i=this.find(e);return i===void 0?this.absent(e,r):{text:Ma(i,o.text,s.text,n,this.longest),unknown:o.unknown??s.unknown}}};function _r(t,e){let n=ct(t);if(n===void 0)throw new C(`invalid pattern '${m(t)}'`);if(n.length*e.length>La)throw new C("its pattern is too long to be followed");return n}function Ma(t,e,n,r,o){let s=[...t],i=Me(_r(e,s),s,!0),a="",l=I;for(let d=0;d<=s.length;){let c=i[d]??I;if(c===I||c===d&&l===d){a+=s[d++]??"";continue}if(a+=n,a.length>o)throw new C("its value is too long to be followed");if(!r)return a+s.slice(c).join("");c===d&&(a+=s[d]??""),l=c,d=Math.max(c,d+1)}return a}function Ba(t,e,n){let r=e.text.startsWith(n),o=r?e.text.slice(1):e.text;return{text:Fa(t,o,r,n==="%"),unknown:e.unknown}}function Fa(t,e,n,r){if(!r)return Ar([...t],e,n).join("");let o=e.match(/\\?./gsu)??[];return Ar([...t].reverse(),o.reverse().join(""),n).reverse().join("")}function Ar(t,e,n){let r=Me(_r(e,t),t,n)[0]??I;return r===I?t:t.slice(r)}var Ha=/^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/;function Tr(t){return t.includes("<<")?fn(t,!0,!0).map(ae).filter(n=>n!==void 0):[]}function ae(t){let[,e="",n,r=""]=Ha.exec(t)??[];if(r==="")return;let[o,...s]=fn(r,!1,!1);if(o===void 0||s.length>0)return;let i=fn(r,!0,!1)[0]??"";return{delimiter:o,expand:Ir(i)===Ir(o),chomp:n==="-",descriptor:Number(e||0)}}function Ir(t){return t.match(/['"]/g)?.length??0}function fn(t,e,n){try{return ft(t,{},{escape:"\\",rawQuotes:e,rawEscapes:n,unset:"keep",split:!0}).words}catch(r){if(r instanceof C)return[];throw r}}function Pr(t){let e=[],n=t.startsWith("\uFEFF")?1:0;for(;n<t.length;){let r=t.indexOf(`
`,n),o=r<0?t.length:r+1,s=r<0?t.length:r;for(;s>n&&(t[s-1]==="\r"||t[s-1]===`
`);)s--;e.push({start:n,end:s,next:o,number:e.length+1}),n=o}return e}function Ua(t){let e=J(t);return e===t.length||t[e]==="#"}function Wa(t,e){let n=t.length;for(;n>0&&/[ \t]/.test(t.charAt(n-1));)n--;if(!(t.charAt(n-1)!==e||t.charAt(n-2)===e))return n-1}function Dr(t,e,n,r){let o="",s=[];for(let i=n;i<e.length;i++){let a=e[i];if(a===void 0)break;let l=t.slice(a.start,a.end);if(Ua(l)){if(i===n)return;continue}let d=i===n?J(l):0,c=Wa(l,r);if(s.push({at:o.length,line:a.number,from:a.start+d}),o+=l.slice(d,c??l.length),c===void 0)return{text:o,breaks:s,after:i+1}}return{text:o,breaks:s,after:e.length}}function pn({text:t,breaks:e},n){if(n>=t.length&&t!=="")return pn({text:t,breaks:e,after:0},t.length-1)+1;let r=e[D(e,({at:o})=>o<=n)-1];return r===void 0?0:r.from+n-r.at}var pe="ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(" "),Gr=new Set(["ADD","CMD","COPY","ENTRYPOINT","RUN","SHELL","VOLUME"]),Lr=new Set(["ADD","COPY","RUN"]),Va=/^[a-z][a-z0-9-_.]*$/;function me(t,e="Dockerfile"){return ja(e)(t)}var ja=De(2,t=>De(4,e=>qa(e,t)));function qa(t,e){let n=[],r=(f,p)=>n.push({...p,at:{file:e,line:f}}),o=Pr(t),{directives:s,problems:i}=kr(t,o);for(let{problem:f,line:p}of i)r(p,f);let a=za({text:t,lines:o,escape:s.escape,complain:r}),l=Xa(a);if(l!==void 0)throw new T({...l.problem,at:{file:e,line:l.line}});let d=a.findIndex(({keyword:f})=>f==="FROM"),c=d<0?a:a.slice(0,d);for(let{keyword:f,span:p}of c){if(f==="ARG"||!pe.includes(f))continue;r(p.line,{what:`${f} stands before FROM`,why:"only ARG can stand before the first FROM",instead:`move the ${f} below a FROM`})}let u=d<0?[]:el(a.slice(d),r);if(d<0&&r(o.length||1,{what:"there is no FROM",why:"a Dockerfile without a stage builds nothing",instead:"start the Dockerfile with FROM <image>"}),n.length>0)throw new T(n);return{text:t,file:e,directives:s,globals:c,stages:u}}function za(t){let e=[];for(let n=0;n<t.lines.length;){let r=Dr(t.text,t.lines,n,t.escape);if(r===void 0){n++;continue}let{instruction:o,after:s}=Ka(t,n,r);e.push(o),n=s}return e}function Ka(t,e,n){let r=t.lines[e],o=Sr(n.text),s=J(o),i=/^[^\t\v\f\r ]*/.exec(o.slice(s))?.[0]??"",a=i.toUpperCase();pe.includes(a)||Qa(t,r.number,i);let l=s+i.length,d=Ge(o,l),{flags:c,rest:u}=dt(o,d,t.escape),f=u+J(o.slice(u)),p=o.slice(f),g=Gr.has(a)?mn(p,r.number,t.complain):void 0,$=Pe=>pn(n,Pe),_=c.map(({name:Pe,value:on,start:ga,end:$a})=>{let sn={start:$(ga),end:$($a-1)+1};return{name:Pe,value:on,span:{...sn,line:Nr(t.lines,sn.start),endLine:Nr(t.lines,sn.end-1)}}}),{heredocs:nt,after:rn}=Ja(t,a,p,g!==void 0,n,r.number),fe=t.lines[rn-1],pa={start:$(s),end:fe.end,line:r.number,endLine:fe.number},ma=d<o.length?$(d):$(l-1)+1,ha=n.breaks.map(({at:Pe,line:on})=>({at:Math.max(0,Pe-f),line:on}));return{instruction:{keyword:a,span:pa,argumentsAt:ma,flags:_,text:p,heredocs:nt,breaks:ha,...g===void 0?{}:{exec:g}},after:rn}}function Nr(t,e){return t[D(t,({start:n})=>n<=e)-1]?.number??1}function Ya({keyword:t}){return pe.includes(t)?!1:!/^[A-Z]{3,}$/.test(t)||se(t,pe)===void 0}function Xa(t){let e=t.some(({keyword:i,text:a})=>i==="FROM"&&/^\S+(\s+as\s+\S+)?$/i.test(a)),n=t.filter(Ya),[r]=n;if(e||r===void 0||n.length*2<=t.length)return;let o="this is no Dockerfile",s=`there is no FROM, and ${n.length} of ${t.length} instructions are none that Docker knows`;return{problem:{what:o,why:s,instead:"name the file that starts with FROM <image>"},line:r.span.line}}function Qa({complain:t},e,n){let r=se(n.toUpperCase(),pe),o=/[\u0080-\uffff]/.exec(n)?.[0].charCodeAt(0).toString(16).toUpperCase().padStart(4,"0"),s=r===void 0?`Docker knows ${pe.join(", ")}`:"Docker has no such instruction";t(e,{what:`${m(n)||"an empty line"} is no instruction`,why:o===void 0?s:`the character U+${o} is part of the word, and no blank to Docker`,instead:r===void 0?"a line that belongs to the one before needs a \\ at that one's end":`write ${r}`})}function mn(t,e,n){if(!t.startsWith("["))return;let r;try{r=JSON.parse(t)}catch{return}if(Array.isArray(r)){if(r.every(o=>typeof o=="string"))return r;n(e,{what:"a JSON form holds something else than strings",why:m(t),instead:"put each word in double quotes"})}}function Ja(t,e,n,r,o,s){if(r||!Za(e,n,t.escape))return{heredocs:[],after:o.after};let i=[],a=o.after;for(let{delimiter:l,expand:d,chomp:c}of Tr(o.text)){let u="",f=!1;for(;!f&&a<t.lines.length;){let{start:p,end:g,next:$}=t.lines[a++],_=c?/^\t+/.exec(t.text.slice(p,g))?.[0].length??0:0;f=t.text.slice(p+_,g)===l,f||(u+=t.text.slice(p+_,$))}if(!f){let p=`no line is just ${m(l)} before the end of the file`;t.complain(s,{what:`the heredoc <<${m(l)} does not end`,why:p,instead:`add a line ${m(l)} after its body`})}i.push({delimiter:l,expand:d,body:u})}return{heredocs:i,after:a}}function Za(t,e,n){if(t!=="ONBUILD")return Lr.has(t);let[r=""]=e.split(Le,1),{rest:o}=dt(e,r.length,n);return Lr.has(r.toUpperCase())&&mn(e.slice(o),0,()=>{})===void 0}function Mr(t,e){let n=/^[^\t\v\f\r ]+/.exec(t.text)?.[0];if(n===void 0)return;let r=n.toUpperCase(),{flags:o,rest:s}=dt(t.text,n.length,e),i=o.map(({name:d,value:c})=>({name:d,value:c,span:t.span})),a=t.text.slice(s),l=Gr.has(r)?mn(a,t.span.line,()=>{}):void 0;return{...t,keyword:r,flags:i,text:a,...l===void 0?{}:{exec:l}}}function el(t,e){let n=[];for(let r of t)r.keyword==="FROM"?n.push({head:tl(r,n.length,e),instructions:[]}):n.at(-1)?.instructions.push(r);return n.map(({head:r,instructions:o})=>({...r,instructions:o}))}function tl(t,e,n){let[r="",o,s,...i]=t.text.split(Le),a=t.flags.findLast(({name:c})=>c==="platform")?.value,l=s?.toLowerCase(),{line:d}=t.span;return r===""||i.length>0||o!==void 0&&(o.toLowerCase()!=="as"||l===void 0)?n(d,{what:`FROM ${m(t.text)} has the wrong number of words`,why:"FROM takes one image and at most one name",instead:"write FROM <image> or FROM <image> AS <name>"}):l!==void 0&&!Va.test(l)&&n(d,{what:`${m(s??"")} cannot be a stage's name`,why:"a stage name starts with a letter and holds letters, digits, -, _ and .",instead:"rename the stage"}),{index:e,from:t,base:r,...l===void 0?{}:{name:l},...a?{platform:a}:{}}}function Br(t){return t==="run"||t==="run-with-network"}var Fr=`# apt-get or apt, found before the image's own. Lines before this one set name, and version, that of the native APT, or nothing.
image=/usr/bin/$name
# a wrapper of the image's own comes first on its PATH, too
[ ! -x "/usr/local/bin/$name" ] || exec "/usr/local/bin/$name" "$@"
[ "\${APT_CONFIG-}" = /.crossbuild/apt/apt.conf ] && [ -n "$version" ] || exec "$image" "$@"
# what is loaded into every program is the target's, and dpkg shall have it
if [ -n "\${LD_PRELOAD-}\${LD_AUDIT-}" ]; then unset APT_CONFIG && exec "$image" "$@"; fi
have=$(/.crossbuild/apt/front/dpkg-query -f '\${Architecture} \${Version}' -W apt 2>/dev/null)
[ "\${have#* }" = "$version" ] || exec "$image" "$@"

silent() { # whether all that runs before an installation is debconf's hook, which without apt-utils takes half a second to do nothing
  ! command -v apt-extracttemplates >/dev/null || return
  for file in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
    [ -f "$file" ] || continue
    while read -r line || [ -n "$line" ]; do
      case $line in
        'DPkg::Pre-Install-Pkgs {"/usr/sbin/dpkg-preconfigure --apt || true";};') ;;
        '#clear'* | '#include'* | *[Ii][Nn][Ss][Tt][Aa][Ll][Ll]-[Pp][Kk][Gg][Ss]* | *[Dd][Ii][Rr]::[Ee][Tt][Cc]*) return 1 ;;
      esac
    done <"$file" || return
  done
}

own=/.crossbuild/apt/for/\${have%% *}
! silent || own=$own.silent
[ -r "$own.conf" ] || exec "$image" "$@"
APT_CONFIG=$own.conf exec "/.crossbuild/apt/front/$name" "$@"
`;var Hr=`# Read by toolchain.sh: makes /crossbuild/tree/apt, native tools for the parts of a package installation that burn time.
#
# Wiring. A RUN that installs packages gets the tree (a stage that runs toolchain.sh, or \`toolchain.sh apt\`) and
#   --mount=type=secret,id=crossbuild-apt-config,env=APT_CONFIG             value: /.crossbuild/apt/apt.conf
# unless the step has an APT_CONFIG of its own. APT reads that file before its own, so that what the image configures wins.
#
# They are the programs of the base itself, for the build machine, made to find their loader and libraries in the tree: nothing
# has to be fetched, so that a step that only installs waits for nothing.
#
# Swapped are the methods that fetch, verify checksums and decompress (http, https, store, file, copy, rred), each by its own
# setting, so that a method which the image adds stays its own; apt-key and the method gpgv, with what they run; and dpkg-deb,
# dpkg-split, tar and rm, which dpkg finds on the PATH that a wrapper gives it. apt-get and apt themselves are found first by
#   --mount=type=bind,from=<the same stage>,source=/crossbuild/tree/apt/path/apt-get,target=/usr/local/sbin/apt-get
# dpkg is the build machine's under the name of the target's architecture, which is a constant in it, where that has room for it.
# Maintainer scripts, and what they run, stay the target's. Nothing lies over a file that a package could upgrade.

. "$kit/relocate.sh"

apt_programs() { # FOLDER FILE\u2026: into the tree, with their libraries; \`relocate\` makes them run there
  folder=$tree/apt/$1
  shift
  cp -L "$@" "$folder/" || return
  for file; do "$loader" --list "$file" || return; done >"$work/list"
  # one that is in the loader's list twice is copied twice
  # shellcheck disable=SC2046 # names without blanks
  cp -L $(sed -n 's/.* => \\(.*\\) (.*/\\1/p' "$work/list" | sort -u) "$tree/apt/lib/"
}

apt_key() { # apt-key checks signatures by forty small programs: the same ones, for the build machine
  # a command that is not there says nothing
  # shellcheck disable=SC2046 # names without blanks
  apt_programs tools $(for name in gpgv apt-config awk base64 cat chmod cmp cp find grep mktemp mv readlink rm sed sort touch; do command -v "$name" || :; done) || return
  apt_programs methods /usr/lib/apt/methods/gpgv && mv "$tree/apt/tools/apt-config" "$tree/apt/front/" || return
  # what is asked is where keys are; which architectures there are would be asked of dpkg each time
  printf '#!/.crossbuild/apt/tools/sh\\nexec /.crossbuild/apt/front/apt-config -o APT::Architectures::=all "$@"\\n' >"$tree/apt/tools/apt-config"
  { printf '#!/.crossbuild/apt/tools/sh\\nPATH=/.crossbuild/apt/tools:$PATH\\n' && tail -n +2 /usr/bin/apt-key; } >"$tree/apt/apt-key"
  chmod 755 "$tree/apt/apt-key" "$tree/apt/tools/apt-config" || return
  conf="$conf
Dir::Bin::Methods::gpgv \\"/.crossbuild/apt/methods/gpgv\\";
Dir::Bin::apt-key \\"/.crossbuild/apt/apt-key\\";"
}

apt_dpkg() { # NATIVE ARCHITECTURE\u2026: dpkg as each of them has it, in folders of their names
  perl "$kit/dpkg-names.pl" "$tree/apt/front/dpkg" "$tree/apt/as" "$@"
}

apt_fronts() { # SHELL VERSION: apt-front.sh for both of them
  mkdir -p "$tree/apt/path" || return
  for name in apt-get apt; do
    { printf '#!%s\\nname=%s version=%s\\n' "$1" "$name" "$2" && cat "$kit/apt-front.sh"; } >"$tree/apt/path/$name" && chmod 755 "$tree/apt/path/$name" || return
  done
}

apt_tools() {
  [ -x /usr/bin/dpkg-deb ] && [ -x /usr/lib/apt/methods/http ] && [ -x /usr/bin/perl ] || return 0
  apt_tree || { rm -rf "$tree/apt" && apt_nothing && echo 'crossbuild: APT stays emulated'; }
}

apt_nothing() { # what mounts and APT_CONFIG name has to be there; APT warns of a configuration that is missing
  mkdir -p "$tree/apt" && : >"$tree/apt/apt.conf" && apt_fronts /bin/sh ''
}

apt_tree() { # called in a condition, where set -e does not hold
  for folder in lib methods bin front tools for as; do mkdir -p "$tree/apt/$folder" || return; done
  cp -L "$loader" "$tree/apt/ld.so" && chmod 755 "$tree/apt/ld.so" && relocate /.crossbuild/apt "$tree/apt/ld.so" "$buildarch/" || return
  # modules of name resolution, which older C libraries load by name
  for nss in files dns compat; do
    if module=$(library "libnss_$nss.so.2"); then cp -L "$module" "$tree/apt/lib/" || return; fi
  done
  conf= methods=
  for method in http https store file copy rred; do
    [ -x "/usr/lib/apt/methods/$method" ] || continue
    methods="$methods /usr/lib/apt/methods/$method"
    conf="$conf
Dir::Bin::Methods::$method \\"/.crossbuild/apt/methods/$method\\";"
  done
  # shellcheck disable=SC2086 # names without blanks
  apt_programs methods $methods && apt_programs front /usr/bin/apt-get /usr/bin/apt /usr/bin/dpkg /usr/bin/dpkg-query || return
  # what dpkg starts for every package
  apt_programs bin /usr/bin/dpkg-deb /usr/bin/dpkg-split "$(command -v rm)" "$(command -v tar)" && apt_programs tools /bin/sh || return
  # from apt 3 on there is none
  [ ! -x /usr/bin/apt-key ] || apt_key || return
  chmod -R a+rX,u+w "$tree/apt" || return
  programs=$(find "$tree/apt" -type f ! -path '*/lib/*' ! -name ld.so -exec grep -l -a -m 1 '^.ELF' {} +) || return
  # shellcheck disable=SC2086 # names without blanks
  relocate /.crossbuild/apt $programs || return
  names='amd64 arm64 armel armhf i386 loong64 mips64el ppc64el riscv64 s390x'
  # shellcheck disable=SC2086 # a list of names
  apt_dpkg "$(dpkg --print-architecture)" $names || return
  { printf '#!/.crossbuild/apt/tools/sh\\nversion=%s\\n' "$(dpkg-query -f '\${Version}' -W dpkg)" && cat; } >"$tree/apt/dpkg" <<'SH'
# what it can do, an older one of the same image says as well; and it is asked five times which architectures there are besides its own
case $* in
  --assert-*) exec /.crossbuild/apt/front/dpkg "$@" ;;
  --print-foreign-architectures)
    own=\${APT_CONFIG##*/} foreign=
    if [ -s /var/lib/dpkg/arch ]; then while read -r name; do [ "$name" = "\${own%%.*}" ] || foreign=1; done </var/lib/dpkg/arch; fi
    [ -n "$foreign" ] || exit 0
    ;;
esac
PATH=/.crossbuild/apt/bin:$PATH
own=\${APT_CONFIG##*/}
native=/.crossbuild/apt/as/\${own%%.*}/dpkg
if [ -x "$native" ] && [ "$(/.crossbuild/apt/front/dpkg-query -f '\${Version}' -W dpkg 2>/dev/null)" = "$version" ]; then exec "$native" "$@"; fi
exec /usr/bin/dpkg "$@"
SH
  chmod 755 "$tree/apt/dpkg" || return
  ln -s "$tree" /.crossbuild || return
  # all of it was found where it will be
  works=0
  for file in $programs; do
    /.crossbuild/apt/ld.so --list "$file" >"$work/list" 2>&1 && ! grep -q 'not found' "$work/list" || works=1
  done
  /.crossbuild/apt/front/apt-get --version >/dev/null || works=1
  rm /.crossbuild
  [ "$works" = 0 ] || return
  conf="$conf
Dir::Bin::dpkg \\"/.crossbuild/apt/dpkg\\";"
  # what the build machine's apt-get is told, the target's knows
  silent='Dir::Etc::parts "/dev/null";
#include "/etc/apt/apt.conf.d/";
#clear DPkg::Pre-Install-Pkgs;'
  for name in $names; do
    own=$tree/apt/for/$name
    printf '%s\\nAPT::Architecture "%s";\\n' "$conf" "$name" >"$own.conf" && { cat "$own.conf" && echo "$silent"; } >"$own.silent.conf" || return
  done
  apt_fronts /.crossbuild/apt/tools/sh "$(dpkg-query -f '\${Version}' -W apt)" || return
  printf '%s\\n' "$conf" >"$tree/apt/apt.conf"
}
`;var Ur=`# shellcheck disable=SC3013,SC3060 # busybox has -ef and replaces in variables
# The linker of the tree: collect2 runs it instead of ld, with -fuse-ld= kept in the arguments.
# \`triple\` and \`version\` are set by the lines before. Only builtins: any other program of the root file system is emulated.
# It links with the native ld where that gives what the target's ld gives, and runs the target's where it may not.

here=/.crossbuild/gcc/$triple/$version

# the linker that was asked for; a response file is opened only when it asks
flavour=
for a; do
  case $a in
    -fuse-ld=*) flavour=.\${a#-fuse-ld=} ;;
    @*)
      while IFS= read -r line; do
        case $line in -fuse-ld=*) flavour=.\${line#-fuse-ld=} ;; esac
      done 2>/dev/null <"\${a#@}"
      ;;
  esac
done
if [ -n "$flavour" ]; then
  n=$#
  while [ "$n" -gt 0 ]; do
    a=$1
    shift
    n=$((n - 1))
    case $a in
      -fuse-ld=*) ;;
      # one argument a line, as libiberty writes them: a backslash before what is special
      @*)
        # shellcheck disable=SC2162
        while IFS= read a; do
          case $a in -fuse-ld=*) ;; *) set -- "$@" "$a" ;; esac
        done <"\${a#@}"
        ;;
      *) set -- "$@" "$a" ;;
    esac
  done
fi

# what the target would run: a directory given by -B comes before us in COMPILER_PATH, everything else is found by PATH
own=
rest=$COMPILER_PATH:
while [ -n "$rest" ]; do
  dir=\${rest%%:*}
  rest=\${rest#*:}
  case $dir in /.crossbuild/*) break ;; esac
  for name in real-ld collect-ld "ld$flavour"; do
    [ -n "$own" ] || [ -z "$dir" ] || [ ! -x "\${dir%/}/$name" ] || [ -d "\${dir%/}/$name" ] || own=\${dir%/}/$name
  done
done
[ -n "$own" ] || own=$(command -v "ld$flavour") || own=ld$flavour

emulated() { # the target's linker cannot load our plugin: it gets its own
  theirs=
  for dir in /usr/libexec/gcc /usr/lib/gcc; do [ -n "$theirs" ] || [ ! -e "$dir/$triple/$version/liblto_plugin.so" ] || theirs=$dir/$triple/$version; done
  n=$#
  while [ "$n" -gt 0 ]; do
    a=$1
    shift
    n=$((n - 1))
    case $a in
      "$here"/*) a=$theirs/\${a#"$here"/} ;;
      -plugin-opt="$here"/*) a=-plugin-opt=$theirs/\${a#-plugin-opt="$here"/} ;;
      @*)
        # shellcheck disable=SC2162
        while IFS= read a; do
          case $a in
            "$here"/*) a=$theirs/\${a#"$here"/} ;;
            -plugin-opt="$here"/*) a=-plugin-opt=$theirs/\${a#-plugin-opt="$here"/} ;;
          esac
          set -- "$@" "$a"
        done <"\${a#@}"
        continue
        ;;
    esac
    set -- "$@" "$a"
  done
  exec "$own" "$@"
}

real=
for name in bfd gold; do [ ! "$own" -ef "/usr/bin/$triple-ld.$name" ] || [ ! -e "/.crossbuild/libexec/ld.$name" ] || real=ld.$name; done
[ -n "$real" ] || emulated "$@"

native() {
  unset LD_PRELOAD LD_AUDIT
  exec /.crossbuild/lib/ld.so --library-path /.crossbuild/lib "/.crossbuild/libexec/$real" "$@"
}
[ "$real" = ld.bfd ] || native "$@"

# A native ld finds the libraries of libraries by LD_RUN_PATH, LD_LIBRARY_PATH and ld.so.conf as well; a cross ld does not.
path= linked= sysroot= previous=
for a; do
  case $previous in -rpath | --rpath | -R) path=$path:$a ;; -rpath-link | --rpath-link) linked=1 ;; esac
  case $a in
    -rpath=* | --rpath=*) path=$path:\${a#*=} ;;
    -rpath-link=* | --rpath-link=*) linked=1 ;;
    --sysroot=?*) sysroot=1 ;;
  esac
  previous=$a
done
[ -n "$path$linked" ] || path=:\${LD_RUN_PATH-}
path=$path:\${LD_LIBRARY_PATH-}

conf() {
  while read -r word more || [ -n "$word" ]; do
    case $word in
      '' | '#'*) ;;
      include)
        for file in $more; do
          case $file in /*) ;; *) file=/etc/$file ;; esac
          [ ! -f "$file" ] || conf <"$file"
        done
        ;;
      /*) path=$path:\${word%%[=#]*} ;;
    esac
  done
}
if [ -z "$sysroot" ]; then
  [ ! -f /etc/ld.so.conf ] || conf </etc/ld.so.conf
  # an empty element would be the current directory
  clean= rest=$path:
  while [ -n "$rest" ]; do
    dir=\${rest%%:*}
    rest=\${rest#*:}
    [ -z "$dir" ] || clean=$clean\${clean:+:}$dir
  done
  [ -z "$clean" ] || set -- "$@" -rpath-link "$clean"
fi

exec 3>&1
said=$(native "$@" 2>&1 >&3 3>&-)
code=$?
# A library's own run path is followed only by the target's ld; and a linker that crashed has not spoken the last word.
case $code:$said in
  [01]:*"(try using -rpath or -rpath-link)"*) emulated "$@" ;;
  0:* | 1:*) ;;
  *) emulated "$@" ;;
esac
# the name in messages is the one the target's has
[ -z "$said" ] || printf '%s\\n' "\${said//\\/.crossbuild\\/libexec\\/$real:/$own:}" >&2
exit "$code"
`;var Wr=`# Read by toolchain.sh: cc1 and cc1plus of Debian's cross compiler of the same major version, in the place where the driver of
# another distribution looks for its own. What the other one has built in and Debian's has not is put into explicit options;
# what cannot be explained leaves the tree without compilers. Whether they give the same code is for gate.sh to say.
#
# Assembler and linker stay the target's: they have versions of their own.

probe=\${CROSSBUILD_PROBE:-/.crossbuild-probe}

fact() {
  sed -n "s/^$1=//p" "$probe/gcc"
}

suite() { # the release of Debian whose cross compiler is nearest
  case $1 in
    11.*) echo bookworm ;;
    12.[0-2] | 12.[0-2].*) echo bookworm ;;
    12.* | 13.* | 14.[0-2] | 14.[0-2].*) echo trixie ;;
    14.* | 15.*) echo forky ;;
  esac
}

sources() { # SUITE, from the mirror that the image has; without the archives of the image's own release
  uri=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/*.sources 2>/dev/null | grep -v security | head -1)
  [ -n "$uri" ] || uri=$(sed -n 's/^deb \\(\\[.*\\] \\)\\{0,1\\}\\([^ ]*\\) .*/\\2/p' /etc/apt/sources.list 2>/dev/null | grep -v security | head -1)
  rm -f /etc/apt/sources.list.d/*
  for keys in /usr/share/keyrings/debian-archive-keyring.*; do break; done
  printf 'deb [signed-by=%s] %s %s main\\n' "$keys" "\${uri:-http://deb.debian.org/debian}" "$1" >/etc/apt/sources.list
}

quoted() { # lines of stdin as words of the shell
  sed -e "s/'/'\\\\\\\\''/g" -e "s/^/'/" -e "s/\\$/'/"
}

front() { # lines of stdin: code that puts them in front of the arguments
  words=$(quoted | tr '\\n' ' ')
  [ -z "$words" ] || printf 'set -- %s"$@"\\n' "$words"
}

ours() { # PROGRAM ARGUMENT\u2026: runs ours with what the target's driver gives, and the options found so far
  program=$1
  shift
  # shellcheck disable=SC2046 # words without blanks
  "$tree/lib/ld.so" --library-path "$tree/lib" "$tree/libexec/$program" $(cat "$probe/given-$program" "$work/flags.$program") "$@"
}

differing() { # options that both know and that are set in another way: \`option theirs ours\`
  awk '
    /^  -/ {
      if ($1 == "-o") next
      option = $1; set = NF > 1 ? $2 : ""
      # \`-fx=[a|b]  a\` is one option, and of \`-fx=a  [enabled]\` there is a line for each
      if (set !~ /^\\[(en|dis)abled\\]$/) sub(/=.*/, "=", option)
      if (FILENAME == ARGV[1]) { theirs[option] = set; next }
      if (option in theirs && theirs[option] != set && theirs[option] != "[available" && set != "[available") print option, theirs[option] == "" ? "-" : theirs[option], set
    }' "$probe/options" "$1"
}

explain() { # \`option theirs ours\` lines of stdin: the option that makes it so
  while read -r option theirs _; do
    case $option:$theirs in
      # a choice of one, which goes with the other
      -mglibc:'[disabled]' | -mmusl:'[disabled]' | -muclibc:'[disabled]' | -mbionic:'[disabled]') ;;
      # what the macros tell; the help shows it only where it was asked for
      -fpi[ce]:* | -fPI[CE]:* | -fstack-protector*:*) ;;
      # how messages are shown, and what link-time optimisation does, which is the target's own
      -fdiagnostics-*:* | -flto*:*) ;;
      *:'[enabled]') echo "$option" ;;
      *=*:'[disabled]') ;;
      -[fmW]*:'[disabled]') echo "\${option%"\${option#-?}"}no-\${option#-?}" ;;
      *=:-) ;;
      *=:*) echo "$option$theirs" ;;
    esac
  done
}

predefined() { # PROGRAM LEVEL
  ours "$1" "$2" -quiet -E -dM -nostdinc /dev/null | sort
}

only() { # FILE OTHER: names of macros that are in one, or are something else there
  awk 'FILENAME == ARGV[1] { other[$0] = 1; next } /^#define / && !($0 in other) { print $2 }' "$2" "$1"
}

valued() { # FILE MACRO
  sed -n "s/^#define $2 //p" "$1" | head -1
}

tables() { # PROGRAM: the options that are set in another way than the target's
  # without -quiet the values are shown; the driver has no other way either
  ours "$1" help-dummy -O2 --help=common --help=target --help=optimizers --help=warnings -o /dev/null >"$work/options" 2>/dev/null || :
  differing "$work/options" | explain
}

accepted() { # PROGRAM: of the options of stdin those that are for this language
  while read -r option; do
    case $option in
      -W*) said=$(ours "$1" -quiet -E -nostdinc "$option" /dev/null 2>&1 >/dev/null) && [ -z "$said" ] || continue ;;
    esac
    echo "$option"
  done
}

options() { # PROGRAM LANGUAGE: options for what the target's has built in, into $work/flags.PROGRAM; or says what cannot be had
  : >"$work/flags.$1"
  tables "$1" | accepted "$1" >"$work/found"
  predefined "$1" -O2 >"$work/macros"
  {
    cat "$work/found"
    for macro in $(only "$probe/macros-$2-O2" "$work/macros" && only "$work/macros" "$probe/macros-$2-O2"); do
      there=$(valued "$probe/macros-$2-O2" "$macro")
      case $macro:$there in
        __SSP_STRONG__:?*) echo -fstack-protector-strong ;;
        __SSP_ALL__:?*) echo -fstack-protector-all ;;
        __SSP__:?*) echo -fstack-protector ;;
        __CET__:) echo -fcf-protection=none ;;
        __CET__:*) echo -fcf-protection ;;
        __pie__:) echo -fno-PIE ;;
        __pie__:*) echo -fPIE ;;
      esac
    done
    # symbols that are to be one in a process: no option tells, only code does
    [ "$2" = c ] || grep -q gnu_unique_object "$probe/own/cxx/O2.s" || echo -fno-gnu-unique
  } | awk '!seen[$0]++' >"$work/all"
  mv "$work/all" "$work/flags.$1"
  rest=$(tables "$1" | accepted "$1" | grep -vx -e -fgnu-unique | head -1)
  [ -z "$rest" ] || echo "its default $rest cannot be had from $donated"
}

redefined() { # PROGRAM LANGUAGE LEVEL: arguments, one a line, for macros that name the version; any other is a reason
  predefined "$1" "$3" >"$work/macros"
  for macro in $(only "$probe/macros-$2$3" "$work/macros" && only "$work/macros" "$probe/macros-$2$3"); do
    case $macro in
      _FORTIFY_SOURCE | __VERSION__ | __GNUC_MINOR__ | __GNUC_PATCHLEVEL__) ;;
      *) echo "the macro $macro is another one in $donated" >"$work/reason" ;;
    esac
    there=$(valued "$probe/macros-$2$3" "$macro")
    printf -- '-U%s\\n' "$macro"
    [ -z "$there" ] || printf -- '-D%s=%s\\n' "$macro" "$there"
  done | awk '!seen[$0]++'
}

headers() { # LANGUAGE: code that makes ours look for headers where the target's does
  # Directories of the environment come after -isystem, those of -idirafter after them: with -nostdinc the order is the target's,
  # and so is what counts as C in C++. One that is not there is left out, as -Wmissing-include-dirs would name it.
  # But -nostdinc turns off glibc's <stdc-predef.h> as well. So with glibc all come by the environment, and shade our own;
  # then the line markers of gcc -E lack a 4, which says \`extern "C"\` on systems other than Linux.
  case $1 in c) variable=C_INCLUDE_PATH ;; *) variable=CPLUS_INCLUDE_PATH ;; esac
  echo 'list='
  [ "$1" = c ] || printf '[ -z "$cxx" ] || list=%s\\n' "$(grep -vxF -f "$probe/directories-c" "$probe/directories-cxx" | quoted | paste -sd : -)"
  echo 'if [ -n "$c" ]; then'
  if [ "$(fact predef)" = yes ]; then
    printf '  list=\${list:+$list:}%s\\n' "$(quoted <"$probe/directories-c" | paste -sd : -)"
  else
    first=$(head -1 "$probe/directories-c")
    [ "$first" = /usr/local/include ] || first=
    [ -z "$first" ] || echo '  list=\${list:+$list:}/usr/local/include'
    printf '  for dir in %s; do [ ! -d "$dir" ] || set -- -idirafter "$dir" "$@"; done\\n' "$(grep -vxF -e "\${first:-/}" "$probe/directories-c" | tac | quoted | tr '\\n' ' ')"
    echo '  set -- -nostdinc "$@"'
  fi
  echo 'fi'
  printf '[ -z "$list" ] || export %s="\${%s:+$%s:}$list"\\n' "$variable" "$variable" "$variable"
}

wrapped() { # PROGRAM LANGUAGE: the script that the driver finds, and its words; says a reason where there cannot be one
  [ "$2" = c ] || grep -vxF -f "$probe/directories-c" "$probe/directories-cxx" | cat - "$probe/directories-c" | cmp -s - "$probe/directories-cxx" || {
    echo "its C++ looks for headers in an unknown order"
    return
  }
  reason=$(options "$1" "$2")
  [ -z "$reason" ] || { echo "$reason" && return; }
  rm -f "$work/reason"
  redefined "$1" "$2" -O0 >"$work/always"
  redefined "$1" "$2" -O2 >"$work/optimising"
  [ ! -f "$work/reason" ] || { cat "$work/reason" && return; }
  {
    echo 'if [ "$level" = 0 ]; then :'
    front <"$work/always"
    echo 'else :'
    front <"$work/optimising"
    echo 'fi'
    front <"$work/flags.$1"
    headers "$2"
  } >"$tree/gcc/$machine/$version/$1.words"
  { printf 'name=%s own=%s here=/.crossbuild/gcc/%s/%s\\n' "$1" "$folder" "$machine" "$version" && cat "$kit/donor-cc1.sh"; } | script "$tree/gcc/$machine/$version/$1"
}

donor() {
  [ ! -f "$probe/why" ] || why "$(cat "$probe/why")"
  [ -n "$triple" ] || why "Debian has no name for linux/$arch\${variant:+/$variant}"
  machine=$(fact machine) version=$(fact version) full=$(fact full) folder=$(fact folder)
  major=\${full%%.*}
  suite=$(suite "$full.0")
  [ -n "$suite" ] || why "Debian has no cross compiler of gcc $full"
  base
  sources "$suite"
  # the assembler and linker, and the parts for link-time optimisation, are not wanted
  unwanted='^\\(binutils\\|gcc-[0-9]\\).*'
  fetch "cpp-$major-\${gcc#gcc-}" "g++-$major-\${gcc#gcc-}" busybox-static
  # the C library may have come with it
  base
  shell
  native=$(find "$work/root/usr" -path "*/gcc-cross/$triple/$major/cc1")
  native=\${native%/cc1}
  [ -n "$native" ] || why "cpp-$major-\${gcc#gcc-} has no cc1"
  mkdir -p "$tree/lib" "$tree/libexec" "$tree/gcc/$machine/$version"
  cp -L "$loader" "$tree/lib/ld.so"
  chmod 755 "$tree/lib/ld.so"
  donated="Debian's gcc $("$tree/lib/ld.so" --library-path "$work/root/usr/lib/$buildarch:/usr/lib/$buildarch:/lib/$buildarch" "$native/cc1" -quiet -E -dM -nostdinc /dev/null | sed -n 's/^#define __VERSION__ "\\([^" ]*\\).*/\\1/p') for linux/$arch\${variant:+/$variant}"
  printf '%s\\n' "$donated" >"$tree/donor"
  # until the gate knows better
  : >"$tree/gcc/$machine/$version/left"
  program "$native/cc1" cc1
  reason=$(wrapped cc1 c)
  [ -z "$reason" ] || why "the gcc of this base is not $donated: $reason"
  if [ -f "$probe/directories-cxx" ] && [ -e "$native/cc1plus" ]; then
    program "$native/cc1plus" cc1plus
    reason=$(wrapped cc1plus cxx)
    [ -z "$reason" ] || { rm -f "$tree/gcc/$machine/$version/cc1plus"* && printf 'C++ is emulated: %s\\n' "$reason" | tee "$tree/partly"; }
  fi
}
`;var Vr=`# A donor's cc1 or cc1plus in place of the target's. \`name\`, \`own\` (the target's folder of subprograms) and \`here\` are set by the
# lines before; \`words\` puts in front what the target's has built in. Only builtins: any other program here is emulated.
#
# What only the target's own can do goes to it: link-time optimisation and coverage have formats of one exact version, plugins and
# sanitizers belong to it, a moved installation is its own affair, it answers questions about itself; and rare options that gate.sh
# does not try, as every trial costs an emulated compile, are its own as well.

if [ ! -x "$own/$name" ]; then
  echo "gcc: fatal error: cannot execute '$name': execvp: No such file or directory" >&2
  exit 1
fi
theirs() { exec "$own/$name" "$@"; }
case " $* " in
  *" -flto"* | *" -fprofile"* | *" -fbranch-prob"* | *" -ftest-coverage"* | *" -fcoverage"* | *" -fcondition-cov"* | *" -fauto-profile"* | *" -fsanitize"* | *" -ffreestanding"* | *" -fopenmp"* | *" -fopenacc"* | *" -finstrument-functions"* | *" -pg "* | *" -p "* | *" -fplugin"* | *" -fmodule"* | \\
    *" -frecord-gcc-switches"* | *" -fcallgraph-info"* | *" -undef "* | *"-charset="* | *" -iprefix "* | *" -isysroot "* | *" -imultilib "* | *" --help"* | *" --target-help"* | *" -version "* | *" @"*) theirs "$@" ;;
esac
while read -r flag; do
  case " $* " in *" $flag"*) theirs "$@" ;; esac
done <"$here/left"

# what the last -O says; whether the standard directories are asked for; where the result goes and what is read
level=0 c=1 cxx=1 out= in= previous=
for a; do
  case $previous in
    -o) out=$a ;;
    *)
      case $a in
        -O0) level=0 ;;
        -O*) level=1 ;;
        -nostdinc) c= cxx= ;;
        -nostdinc++) cxx= ;;
        -) in=- ;;
      esac
      ;;
  esac
  previous=$a
done

native() {
  . "$here/$name.words"
  unset LD_PRELOAD LD_AUDIT
  exec /.crossbuild/lib/ld.so --library-path /.crossbuild/lib "/.crossbuild/libexec/$name" "$@"
}
# a pipe can be neither read nor written twice
case $in:$out in -:* | *: | *:- | *:/dev/*) native "$@" ;; esac

# what the donor refuses, the target's own compiler has the last word on
exec 3>&1
said=$(native "$@" 2>&1 >&3 3>&-) || theirs "$@"
[ -z "$said" ] || printf '%s\\n' "$said" >&2
`;var jr=`# Makes copies of dpkg that answer with another architecture, which is a constant in it.
#   dpkg-names.pl DPKG FOLDER OWN NAME\u2026   FOLDER/NAME/dpkg for each NAME that has room
# Makes none where the constant is not there exactly once: then it is not known which one it is.
use strict;

my ($file, $folder, $own, @names) = @ARGV;
open my $f, "<:raw", $file or die "$file: $!\\n";
my $elf = do { local $/; <$f> };
my $times = () = $elf =~ /\\0\\Q$own\\E\\0/g;
exit if $times != 1;
for my $name (grep { length $_ <= length $own && $_ ne $own } @names) {
    my $fill = "\\0" x (length($own) - length $name);
    (my $other = $elf) =~ s/\\0\\Q$own\\E\\0/\\0$name$fill\\0/;
    # as \`dpkg --version\` has it
    $other =~ s/ \\(\\Q$own\\E\\)\\0/ ($name)$fill\\0/;
    mkdir "$folder/$name";
    open my $to, ">:raw", "$folder/$name/dpkg" or die "$folder/$name/dpkg: $!\\n";
    print $to $other;
    close $to or die "$folder/$name/dpkg: $!\\n";
    chmod 0755, "$folder/$name/dpkg";
}
`;var qr=`# gcc and g++ as the native \`go\` command finds them. The driver stays the target's, emulated: it is asked once for each set of
# options what it would start (-###), and its answer is followed for the other files, of whatever package: only names differ.
# Lines before this one set program, triple, version and multiarch. Only builtins, and what the tree has: any other program of the
# root file system is emulated.
own() { exec "/usr/bin/$program" "$@"; }
tree=/.crossbuild

# Whether an option is known, as cmd/go and cmd/link ask, the native driver of the same version can tell; what else fails is left to
# the target's.
case $program:$* in
  gcc:*' -c -x c - -o /dev/null' | 'gcc:-o '*/go-link-*/a.out' '*/trivial.c)
    if [ -x "$tree/libexec/driver" ]; then
      # under its own name and in its own place: where it thinks it was moved it tells cc1 so
      said=$("$tree/lib/ld.so" --library-path "$tree/lib" --argv0 /usr/bin/gcc "$tree/libexec/driver" "-B$tree/gcc/$triple/$version/" \\
        "-B/usr/lib/gcc/$triple/$version/" "-B/usr/lib/$multiarch/" "$@" 2>&1)
      code=$?
      case $code:$said in
        0:) exit ;;
        1:*'unrecognized command-line option'*) printf '%s\\n' "$said" >&2 && exit 1 ;;
      esac
    fi
    ;;
esac

swap() { # TEXT OLD NEW: $text, with every OLD replaced
  text=
  while :; do
    case $1 in
      *"$2"*) text=$text\${1%%"$2"*}$3 && set -- "\${1#*"$2"}" "$2" "$3" ;;
      *) text=$text$1 && return ;;
    esac
  done
}

# one file, compiled into go's own folder for the package or asked for its macros (cgo does), by options that pass through the driver
key= file= object= seed= folder=
value=
for word; do
  # what the driver's answer would have to quote
  case $word in *[\\\`\\$\\"\\'\\\\]* | *'
'*) own "$@" ;; esac
  case $value in
    -o) object=$word value= && continue ;;
    ?*)
      key="$key $value $word" value=
      case $word in /*/go-build*/b[0-9]*/) folder=\${word%/} ;; esac
      continue
      ;;
  esac
  case $word in
    -o | -I | -isystem) value=$word ;;
    -o*) object=\${word#-o} ;;
    -frandom-seed=*) seed=\${word#*=} key="$key -frandom-seed" ;;
    -fplugin* | -flto* | -fprofile* | -fdump* | -ftest* | -fcompare* | -fsave* | -fself* | -fsyntax* | -foffload* | -fopen* | -Wp,* | -Wa,*) own "$@" ;;
    -c | -E | -dM | -w | -g | -g[0-3] | -ggdb | -gdwarf* | -gno-* | -pthread | -std=* | -ansi | -pedantic* | -O* | -f?* | -m?* | -W* | -D?* | -U?* | -I?*) key="$key $word" ;;
    -*) own "$@" ;;
    *.c | *.cc | *.cpp | *.cxx)
      [ -z "$file" ] || own "$@"
      file=$word key="$key \${word##*.}"
      ;;
    *) own "$@" ;;
  esac
done
case "$key " in
  *' -E -dM '*) [ -z "$object$seed" ] && object=$folder/macros.o || own "$@" ;;
  *' -E '* | *' -dM '*) own "$@" ;;
  *' -c '*) folder=\${object%/*} ;;
  *) own "$@" ;;
esac
stem=\${object##*/}
stem=\${stem%.o}
case $file:$object:$seed in
  *[!A-Za-z0-9_.:/+=-]* | :*) own "$@" ;;
  *:/*/go-build*/b[0-9]*/*.o:*) ;;
  *) own "$@" ;;
esac
# packages differ in the name of their folder
swap "$key" "$folder" '<folder>'
key=$text
case $key in *'<folder>'[0-9]*) own "$@" ;; esac

answer() { # the commands that the driver would start for such a file, or nothing
  for word; do
    shift
    case $word in
      "$file") word=crossbuild-file.\${file##*.} ;;
      "$object" | "-o$object") word=\${word%"$object"}$folder/crossbuild-object.o ;;
      "-frandom-seed=$seed") word=-frandom-seed=crossbuild-seed ;;
    esac
    set -- "$@" "$word"
  done
  LC_ALL=C "/usr/bin/$program" '-###' "$@" 2>&1 | while IFS= read -r line; do
    case $line in ' '*) printf '%s\\n' "$line" ;; esac
  done
}

start() { # a command of the answer, for this file
  eval "set -- $1"
  before=
  for word; do
    shift
    case $before$word in
      "-dumpbase crossbuild-file.\${file##*.}") text=\${file##*/} ;;
      "crossbuild-file.\${file##*.}") text=$file ;;
      -frandom-seed=crossbuild-seed) text=-frandom-seed=$seed ;;
      */cc??????.s) text=$folder/crossbuild-$$.s ;;
      *crossbuild-object*) swap "\${word%%crossbuild-object*}$stem\${word#*crossbuild-object}" "$asked" "$folder" ;;
      *) swap "$word" "$asked" "$folder" ;;
    esac
    before=
    [ "$word" != -dumpbase ] || before='-dumpbase '
    set -- "$@" "$text"
  done
  "$@"
}

fits() { # whether that is what a driver starts for one file
  case $key:$compile:$assemble in
    *'
'*) return 1 ;;
    *' -E '*:' '*/cc1*' -E '*:) ;;
    *' -c '*:' '*/cc1*' -o '*.s:' '*' -o '*.s) ;;
    *) return 1 ;;
  esac
}

known() { # reads an answer that is all there
  { IFS= read -r asked && IFS= read -r compile && IFS= read -r assemble && IFS= read -r end; } 2>/dev/null <"$answered"
}

place=0
while :; do
  answered=\${folder%/*}/crossbuild-$program-$place
  place=$((place + 1))
  # go starts several at once: one asks
  if (set -C && printf '%s\\n' "$key" >"$answered.asked") 2>/dev/null; then
    asked=$folder
    text=$(answer "$@")
    compile=\${text%%
*}
    assemble=\${text#"$compile"}
    assemble=\${assemble#
}
    fits || compile='' assemble=''
    printf '%s\\n%s\\n%s\\nend\\n' "$asked" "$compile" "$assemble" >"$answered"
    break
  fi
  { IFS= read -r of <"$answered.asked"; } 2>/dev/null || own "$@"
  [ "$of" = "$key" ] || continue
  tries=0
  until known; do
    tries=$((tries + 1))
    [ "$tries" -lt 50 ] || own "$@"
    "$tree/bin/sleep" 0.03
  done
  break
done
fits || own "$@"
start "$compile" && { [ -z "$assemble" ] || start "$assemble"; } || exit 1
`;var zr=`#!/bin/sh
# Decides whether a donor's compilers stand in for those of a base: compiles the sample of probe.sh again, by the base's own
# driver with the donor's tree, and lets the tree pass for a language only if everything is the same. A flag with which the code
# differs is left to the target's own compiler.
#
# Wiring: see probe.sh.
set -eu
PATH=\${CROSSBUILD_ROOT:+$CROSSBUILD_ROOT/usr/bin:}/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
unset LD_PRELOAD CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH GCC_EXEC_PREFIX CDPATH || :
umask 022

kit=\${CROSSBUILD_KIT:-/.crossbuild-kit}
root=\${CROSSBUILD_ROOT:-}
probe=$root/crossbuild/probe
donor=$root/.crossbuild
tree=$root/crossbuild/tree
rm -rf "$tree"
mkdir -p "$tree"

why() {
  rm -rf "$tree"
  mkdir -p "$tree"
  printf '%s\\n' "$*" >"$tree/why"
  printf 'crossbuild: no native compiler: %s\\n' "$*"
  exit 0
}

[ ! -f "$donor/why" ] || why "$(cat "$donor/why")"
machine=$(sed -n 's/^machine=//p' "$probe/gcc")
version=$(sed -n 's/^version=//p' "$probe/gcc")
cd "$root/crossbuild/sample"
. "$kit/sample.sh"
COMPILER_PATH=$donor/gcc
export COMPILER_PATH
case $(gcc -print-prog-name=cc1) in "$donor/gcc/$machine/$version/cc1") ;; *) why "the gcc of this base does not look for its programs in COMPILER_PATH" ;; esac
questions "$root/crossbuild/again"
unset COMPILER_PATH

differing= flags=
compare() { # LANGUAGE: what differs
  differing=
  for file in "$probe/own/$1"/*; do
    name=\${file##*/}
    [ "$(cat "$file")" != "$(cat "$root/crossbuild/again/$1/$name")" ] || continue
    printf 'crossbuild: %s: %s differs\\n' "$1" "$name"
    case $name in flag-*) name=\${name#flag} && flags="$flags \${name%.s}" ;; *) differing="$differing \${name%.s}" ;; esac
  done
}

donated=$(cat "$donor/donor")
compare c
[ -z "$differing" ] || why "the gcc of this base and $donated compile a sample differently:$differing"
# \`-f\` keeps a file that only its owner may write from being in the way
cp -Rf "$donor/." "$tree/"
if [ -e "$tree/gcc/$machine/$version/cc1plus" ]; then
  compare cxx
  [ -z "$differing" ] || {
    rm "$tree/gcc/$machine/$version/cc1plus"
    printf 'C++ is emulated: the g++ of this base and %s compile a sample differently:%s\\n' "$donated" "$differing" | tee "$tree/partly"
  }
fi
for flag in $flags; do printf '%s\\n' "$flag"; done >"$tree/gcc/$machine/$version/left"
printf 'crossbuild: C is compiled by %s%s\\n' "$donated" "\${flags:+, without$flags}"
rm -rf "$root/crossbuild/again"
`;var Kr=`# The \`go\` command of the build machine, told to build for the target. A line before this one sets arch, level, default and root.
#
# It stands in for the target's own in what makes files alone: the two differ where cmd/go asks for the machine it was built
# for (runtime.GOARCH), and that is in \`go install\` (another folder), \`go run\` and \`go test\` (what starts programs), \`go env\`,
# \`go version\`, \`go tool\`, \`go list\` (Target), the default of CGO_ENABLED, and which toolchain is downloaded. Source: Go 1.26's cmd/go.
# Whatever else is asked, and whatever is set that this does not know, goes to the target's own.
own() { exec "$root/bin/.crossbuild-own" "$@"; }

set -f
# what is loaded into every program is the target's
[ -z "\${LD_PRELOAD-}\${LD_AUDIT-}" ] || own "$@"
case "\${1-} \${2-}" in
  'build '* | 'install '* | 'vet '* | 'get '* | 'mod download' | 'mod tidy' | 'mod vendor' | 'mod verify') ;;
  *) own "$@" ;;
esac
case "\${GOTOOLCHAIN-}/\${GOOS:-linux}/\${GOARCH:-$arch}/\${GOROOT:-$root}/\${GO111MODULE:-on}" in
  "local/linux/$arch/$root/on" | "local/linux/$arch/$root/auto") ;;
  *) own "$@" ;;
esac
case "\${GOENV-}" in
  off) file= ;;
  '') file=\${XDG_CONFIG_HOME:-\${HOME-}/.config}/go/env ;;
  *) file=$GOENV ;;
esac
known=1
for settings in "$root/go.env" \${file:+"$file"}; do
  [ -e "$settings" ] || continue
  while read -r line || [ -n "$line" ]; do
    case $line in
      '' | '#'* | GOPROXY=* | GOSUMDB=* | GONOSUMDB=* | GOPRIVATE=* | GONOPROXY=* | GOINSECURE=* | GOVCS=* | GOFLAGS=* | GOTOOLCHAIN=*) ;;
      *) known= ;;
    esac
  done <"$settings" || known=
done
folder=
if [ "$1" = install ]; then
  for word; do
    case $word in std | cmd | cmd/* | -buildmode* | --buildmode* | -n | --n) known= ;; esac
  done
  # it would put what it makes into a folder of the architecture's, beside the one asked for; one that was not there, so that all in it is its own
  bin=\${GOBIN:-\${GOPATH:+\${GOPATH%%:*}/bin}}
  folder=\${GOPATH:+\${GOPATH%%:*}/bin/linux_$arch}
  [ -n "$known" ] && [ -n "$folder" ] && mkdir "$folder" 2>/dev/null || known=
fi
[ -n "$known" ] || own "$@"

if [ -z "\${CGO_ENABLED-}" ]; then
  if [ -n "\${CC-}" ] || command -v gcc >/dev/null; then CGO_ENABLED=1; else CGO_ENABLED=0; fi
fi
# the driver of gcc starts often in a build with cgo
if [ -n "\${COMPILER_PATH-}" ] && [ -d /.crossbuild/path ] && [ "$(command -v gcc):$(command -v g++)" = /usr/bin/gcc:/usr/bin/g++ ]; then
  PATH=/.crossbuild/path:$PATH
fi
if [ -n "$default" ]; then eval "export $level=\\"\\\${$level:-$default}\\""; fi
export CGO_ENABLED GOOS=linux GOARCH="$arch" GOROOT="$root"
[ -n "$folder" ] || exec /.crossbuild-go/go "$@"

GOBIN='' /.crossbuild-go/go "$@"
status=$?
set +f
for file in "$folder"/*; do
  [ ! -e "$file" ] || { mkdir -p "$bin" && mv -f "$file" "$bin/"; } || status=1
done
rmdir "$folder"
exit "$status"
`;var Yr=`#!/bin/sh
# Makes /crossbuild/go-tool/linux_<target arch>: the compile, link, asm, cgo \u2026 of the build machine's Go, which produce code
# for every target, under the directory name where the target's own \`go\` command looks for them.
#
# Wiring. Run as root in a stage FROM --platform=$BUILDPLATFORM <the base of the stage it will serve>, with the kit mounted
# on /.crossbuild-kit. A RUN of a stage where Go is installed then gets
#   --mount=type=bind,from=<this stage>,source=/crossbuild/go-tool,target=<GOROOT>/pkg/tool
# GOROOT is /usr/local/go in golang's images; /crossbuild/goroot holds the one found here. The tools know the same version, so
# that keys of the build cache do not change.
#
# Makes /crossbuild/go as well, for a Go that is in the base: \`own\`, the target's \`go\` command, which is read from the base for the
# target, mounted on /.crossbuild-own; and \`path\`, what is mounted over it: go-command.sh, or where that would not do, the same.
#
# Arguments: nothing (Go is in the base), or \`apt <package>\` or \`apk <package>\`, where the user's stage installs it.
set -eu
PATH=$PATH:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
GOTOOLCHAIN=local
GOFLAGS=
GOENV=off
DEBIAN_FRONTEND=noninteractive
export PATH LC_ALL GOTOOLCHAIN GOFLAGS GOENV DEBIAN_FRONTEND
unset LD_PRELOAD CDPATH GOOS GOARCH GOTOOLDIR || :
umask 022

kit=\${CROSSBUILD_KIT:-/.crossbuild-kit}
arch=$(sed -n 's/^TARGETARCH=//p' "$kit/target")
rm -rf /crossbuild
mkdir -p /crossbuild/go-tool /crossbuild/work
cd /crossbuild/work

retried() {
  "$@" || { sleep 3 && "$@"; } || { sleep 5 && "$@"; }
}

case \${1:-} in
  '') goroot=$(go env GOROOT) ;;
  apt)
    work=/crossbuild/work
    . "$kit/indexes.sh"
    retried update
    # only the compiler's own package is unpacked: no sources, no gcc; the plan says the same as the names, and takes longer
    names=$(cached apt-cache depends --recurse --important "$2" | sed -n 's/^golang-[0-9.]*-go$/&/p' | sort -u)
    case $names in
      *' '* | *"
"*) names=$(cached apt-get -s install --no-install-recommends "$2" | sed -n 's/^Inst \\(golang-[0-9.]*-go\\) .*/\\1/p') ;;
    esac
    # of a pinned package that is the compiler's own, that version
    case $2 in "$names="*) names=$2 ;; esac
    # shellcheck disable=SC2086 # a list of names
    [ -z "$names" ] || download $names
    mkdir root
    for deb in *.deb; do [ ! -e "$deb" ] || dpkg-deb --fsys-tarfile "$deb" | tar -xC root --wildcards './usr/lib/go*/pkg/tool/*'; done
    ;;
  apk)
    retried apk fetch --no-cache "$2"
    mkdir root
    for apk in *.apk; do tar -xzf "$apk" -C root 2>/dev/null; done
    ;;
  *) exit 2 ;;
esac
if [ -z "\${goroot:-}" ]; then
  tool=$(find /crossbuild/work/root/usr/lib /usr/lib -path '*/pkg/tool/linux_*/compile' 2>/dev/null | head -1)
  goroot=\${tool%/pkg/tool/*}
fi
printf '%s\\n' "\${goroot#/crossbuild/work/root}" >/crossbuild/goroot

for tool in "$goroot"/pkg/tool/linux_*; do
  [ -x "$tool/compile" ] || continue
  cp -RL "$tool" "/crossbuild/go-tool/linux_$arch"
  # where the build machine's own \`go\` looks for them
  [ -e "/crossbuild/go-tool/\${tool##*/}" ] || ln -s "linux_$arch" "/crossbuild/go-tool/\${tool##*/}"
  break
done
# a golang image without tools would leave the step worse off than emulated
"/crossbuild/go-tool/linux_$arch/compile" -V
rm -rf /crossbuild/work

constant() { # FILE NAME: of Go's own record of how it was built
  sed -n "s/^const $2 = [\\\`\\"]\\(.*\\)[\\\`\\"]$/\\1/p" "$1"
}

command_shell() { # the base's shell, for any root file system, and the first line of a script for it
  mkdir "$go/lib" && cp -L /bin/sh "$go/sh" || return
  loader=$(head -c 4096 /bin/sh | grep -aoE '/lib[0-9]*/ld-[-a-z0-9_.]*\\.so\\.[0-9]' | head -1)
  cp -L "$loader" "$go/ld.so" && chmod 755 "$go/sh" "$go/ld.so" || return
  # the loader is the library
  case $loader in */ld-musl-*) echo '#!/.crossbuild-go/ld.so /.crossbuild-go/sh' && return ;; esac
  library=$("$loader" --list /bin/sh | sed -n 's/.*libc\\.so\\.6 => \\([^ ]*\\) .*/\\1/p')
  machine=\${library%/*}
  cp -L "$library" "$go/lib/libc.so.6" || return
  . "$kit/relocate.sh"
  relocate /.crossbuild-go "$go/ld.so" "\${machine##*/}/" && relocate /.crossbuild-go "$go/sh" && echo '#!/.crossbuild-go/sh'
}

command_script() { # writes it, or says why the target's own \`go\` has to answer
  case $(sed -n 's/^BUILDARCH=//p' "$kit/target")/$arch in "$arch/$arch" | amd64/386) echo 'it runs natively' && return 1 ;; esac
  cmp -s "$own/VERSION" "$goroot/VERSION" || { echo 'it is another version' && return 1; }
  # from 1.21 on GOTOOLCHAIN says which one runs, and CGO_ENABLED depends on whether there is a compiler
  case $(head -1 "$own/VERSION") in go1.2[1-9]* | go1.[3-9][0-9]*) ;; *) echo 'it is an old version' && return 1 ;; esac
  for name in defaultGOEXPERIMENT defaultGO_EXTLINK_ENABLED defaultGO_LDSO DefaultGOFIPS140; do
    [ "$(constant "$own/$record" $name)" = "$(constant "$goroot/$record" $name)" ] || { echo "$name is another" && return 1; }
  done
  [ -z "$(constant "$own/$record" DefaultCGO_ENABLED)" ] || { echo 'CGO_ENABLED has another default' && return 1; }
  ! head -c 4096 "$goroot/bin/go" | grep -aqE '/ld-[-a-z0-9_.]*\\.so\\.[0-9]' || { echo "the build machine's needs libraries" && return 1; }
  command_shell >"$go/path/go" || { echo 'the shell cannot be moved' && return 1; }
  case $arch in
    arm) level=GOARM ;; arm64) level=GOARM64 ;; mips64le) level=GOMIPS64 ;; ppc64le) level=GOPPC64 ;; riscv64) level=GORISCV64 ;;
    *) level= ;;
  esac
  {
    printf 'arch=%s level=%s default=%s root=%s\\n' "$arch" "$level" "\${level:+$(constant "$own/$record" "Default$level")}" "$goroot"
    cat "$kit/go-command.sh"
  } >>"$go/path/go"
  cp "$goroot/bin/go" "$go/go"
}

go=/crossbuild/go own=/.crossbuild-own$goroot record=src/internal/buildcfg/zbootstrap.go
[ -d "$own" ] || exit 0
mkdir -p "$go/own" "$go/path"
cp "$own/bin/go" "$go/own/go"
why=$(command_script) || { echo "crossbuild: the go command stays emulated: $why" && cp "$own/bin/go" "$go/path/go"; }
chmod 755 "$go/path/go"
`;var Xr=`# Makes a cross cc1 look for headers where the target's own cc1 does, by its table of directories (gcc's cppdefault.cc).
#   header-search.pl CC1 TRIPLE MULTIARCH VERSION
# A table that is not as expected is an error; the file is then left as it was.
use strict;

my ($file, $triple, $multiarch, $version) = @ARGV;
open my $f, "+<:raw", $file or die "$file: $!\\n";
my $elf = do { local $/; <$f> };
unpack("x4 C C", $elf) == 2 && unpack("x5 C", $elf) == 1 or die "not 64 bits, little endian\\n";

# segments that are loaded: where they are in the file, in memory, and how long
my ($at, $size, $count) = unpack("x32 Q< x14 S< S<", $elf);
my @headers = map { substr($elf, $at + $size * $_, $size) } 0 .. $count - 1;
my @loads = map { [unpack("x8 Q< Q< x8 Q<", $_)] } grep { unpack("L<", $_) == 1 } @headers;

sub offset_of {
    my $address = shift;
    for (@loads) { return $address - $_->[1] + $_->[0] if $address >= $_->[1] && $address < $_->[1] + $_->[2] }
    return -1;
}

sub address_of {
    my $offset = shift;
    for (@loads) { return $offset - $_->[0] + $_->[1] if $offset >= $_->[0] && $offset < $_->[0] + $_->[2] }
    return 0;
}

sub text_at {
    my $offset = offset_of(shift);
    return $offset < 0 ? "" : substr($elf, $offset, index($elf, "\\0", $offset) - $offset);
}

my $home = "/usr/lib/gcc-cross/$triple/$version";
my $first = index($elf, "\\0$home/../../../../$triple/include/c++/$version\\0") + 1 or die "no directory for C++\\n";
my $start = index($elf, pack("Q<", address_of($first)));
$start > 0 or die "no table\\n";

# rows: name, component, C++, extern C, sysroot, multilib
my @rows;
for (my $o = $start ; ; $o += 24) {
    my @row = unpack("Q< Q< C4 a4", substr($elf, $o, 24));
    last unless $row[0];
    push @rows, \\@row;
    @rows < 20 or die "no end\\n";
}

# a cross cc1 has no /usr/local/include of its own; the place comes from the row of /usr/<triple>/include, which a script minds
my ($local) = grep { text_at($rows[$_][0]) eq "/usr/local/include" } 0 .. $#rows;
my ($spare) = grep { text_at($rows[$_][0]) eq "$home/../../../../$triple/include" } 0 .. $#rows;
defined $local && defined $spare && $spare > $local or die "another table\\n";
if (1 == grep { text_at($_->[0]) eq "/usr/local/include" } @rows) {
    $rows[$local][5] == 2 or die "another table\\n";
    splice @rows, $spare, 1;
    my @row = @{ $rows[$local] };
    $row[5] = 0;
    splice @rows, $local + 1, 0, \\@row;
}

# Arm has one library directory, named "."; the target cc1 resolves such a path, ours would show it
if ($triple =~ /^arm-/) {
    $_->[5] != 1 or $_->[5] = 0 for @rows;
}

my %done;
for (@rows) {
    my $old = text_at($_->[0]);
    next if $old !~ m{^\\Q$home\\E/} || $done{ $_->[0] }++;
    (my $new = $old) =~ s{^\\Q$home\\E/}{/usr/lib/gcc/$triple/$version/};
    $new =~ s{^.*/\\Q$triple\\E/include/c\\+\\+/\\Q$version\\E/\\Q$triple\\E$}{/usr/include/$multiarch/c++/$version}
        or $new =~ s{^.*/\\Q$triple\\E/((?:include|libc\\+\\+_include)/c\\+\\+/)}{/usr/$1};
    length $new <= length $old or die "search path grew\\n";
    substr($elf, offset_of($_->[0]), length $old) = $new . "\\0" x (length($old) - length $new);
}
substr($elf, $start, 24 * @rows) = join "", map { pack("Q< Q< C4 a4", @$_) } @rows;
seek $f, 0, 0;
print $f $elf;
close $f or die "$file: $!\\n";
`;var Qr=`# Read by the scripts that fetch packages, with \`work\` set. The indexes lie in there, so that none is left in the stage.

cached() { # PROGRAM ARGUMENT\u2026: each reads the same indexes, which are unpacked and parsed once, though Docker's images keep them packed and no cache
  "$@" -o "Dir::State::lists=$work/lists" -o Acquire::GzipIndexes=false -o "Dir::Cache=$work/cache" -o Dir::Cache::pkgcache=pkgcache.bin -o Dir::Cache::srcpkgcache=srcpkgcache.bin
}

update() { # fetches them
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  # gz is read in half the time of xz
  cached apt-get -o Acquire::Languages=none -o Acquire::CompressionTypes::Order::=gz update
}

download() { # PACKAGE\u2026: into the folder that this is called in
  cached apt-get -o APT::Sandbox::User=root -o Acquire::Retries=3 download "$@"
}
`;var Jr=`#!/bin/sh
# Makes /crossbuild/probe: what the gcc of a base is, or the one that its package manager installs, in so far as another build
# of the same gcc may differ; and a small sample that it compiled. For bases to which their distribution gives no cross compiler.
#
# Wiring. Run as root in a stage FROM the base, for the target platform, with the kit mounted on /.crossbuild-kit. Then come
# \`toolchain.sh donor\` in a stage of a Debian image for the build platform, with /crossbuild/probe mounted on /.crossbuild-probe,
# and gate.sh in a stage FROM this one, with the donor's /crossbuild/tree mounted on /.crossbuild; its own /crossbuild/tree is the result.
#
# A base in which there is no compiler and none can be installed has \`why\` instead. A failing network fails the stage.
set -eu
PATH=\${CROSSBUILD_ROOT:+$CROSSBUILD_ROOT/usr/bin:}/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
unset LD_PRELOAD COMPILER_PATH CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH GCC_EXEC_PREFIX CDPATH || :
umask 022

kit=\${CROSSBUILD_KIT:-/.crossbuild-kit}
root=\${CROSSBUILD_ROOT:-}
probe=$root/crossbuild/probe
rm -rf "$root/crossbuild"
mkdir -p "$probe" "$root/crossbuild/sample"
cd "$root/crossbuild/sample"

why() {
  printf '%s\\n' "$*" >"$probe/why"
  printf 'crossbuild: no native compiler: %s\\n' "$*"
  exit 0
}

value() { # KEY of the kit's description of the build
  sed -n "s/^$1=//p" "$kit/target"
}

install() { # NOTHING COMMAND\u2026: what the package manager says when there is no such package, and how it is asked
  nothing=$1
  shift
  for wait in 3 5 0; do
    if "$@" >said 2>&1; then return; fi
    ! grep -Eqi "$nothing" said || why "no gcc can be installed in this base"
    sleep "$wait"
  done
  cat said
  exit 1
}

. "$kit/sample.sh"
build=$(value BUILDARCH) arch=$(value TARGETARCH)
case $build/$arch in "$arch/$arch" | amd64/386) why "linux/$arch runs natively on linux/$build" ;; esac
case $(grep '^ACCELERATE=' "$kit/target") in
  '') ;;
  *[=,]"$(value TARGETPLATFORM)",* | *[=,]"$(value TARGETPLATFORM)") ;;
  *) why "this platform is not accelerated" ;;
esac

if ! command -v gcc >/dev/null; then
  if command -v apk >/dev/null; then
    case $(sed -n 's/^ID=//p' "$root/etc/os-release") in
      *alpine*) install 'no such package|unable to select packages' apk add --no-cache gcc g++ musl-dev ;;
      *) install 'no such package|unable to select packages' apk add --no-cache gcc glibc-dev ;;
    esac
  elif command -v dnf >/dev/null; then
    install 'no match for argument|unable to find a match' dnf install -y --setopt=install_weak_deps=0 gcc gcc-c++
  elif command -v microdnf >/dev/null; then
    install 'no package matches|no match for argument' microdnf install -y --setopt=install_weak_deps=0 gcc gcc-c++
  elif command -v yum >/dev/null; then
    install 'no package .* available|nothing to do' yum install -y gcc gcc-c++
  else
    why "this base has no gcc and no package manager that is known"
  fi
fi
own=$(gcc -print-prog-name=cc1)
case $own in /*/gcc/*/*/cc1) ;; *) why "the gcc of this base is laid out in another way" ;; esac
folder=\${own%/cc1}
version=\${folder##*/}
machine=\${folder%/*}
machine=\${machine##*/}
case $machine$version in *[!A-Za-z0-9._-]*) why "the gcc of this base is laid out in another way" ;; esac
{
  printf 'machine=%s\\n' "$machine"
  printf 'version=%s\\n' "$version"
  printf 'full=%s\\n' "$(gcc -dumpfullversion -dumpversion)"
  printf 'folder=%s\\n' "$folder"
  # a header of glibc that gcc includes by itself
  if gcc -xc -E -dM - </dev/null | grep -q _STDC_PREDEF_H; then echo predef=yes; fi
} >"$probe/gcc"

# What the driver itself tells cc1 comes to ours as well; only what cc1 has built in is to be found out.
given() { "$@" '-###' -E - </dev/null 2>&1 | sed -n '/ "*-E"* /p' | tail -1 | tr ' ' '\\n' | sed -n 's/^"\\{0,1\\}\\(-[mfD][-A-Za-z0-9_=+.,]*\\)"\\{0,1\\}$/\\1/p'; }
given gcc -xc >"$probe/given-cc1"
if command -v g++ >/dev/null; then given g++ -xc++ >"$probe/given-cc1plus"; fi
gcc -Q -O2 --help=common --help=target --help=optimizers --help=warnings >"$probe/options" 2>/dev/null || :

# Every directory, in its order; one that is not there is not in it, so it is made: nobody else sees this stage.
directories() {
  for tried in 1 2 3 4; do
    "$@" -v -E - </dev/null 2>&1 | sed -n 's/^ignoring nonexistent directory "\\(.*\\)"$/\\1/p' >missing
    [ -s missing ] || break
    while IFS= read -r dir; do mkdir -p "$dir" || :; done <missing
  done
  order "$@" | sed -n 's/^ //p'
}
directories gcc -xc >"$probe/directories-c"
if command -v g++ >/dev/null; then directories g++ -xc++ >"$probe/directories-cxx"; fi

# without the headers of the C library, which the donor's image has not
predefined() { "$@" -nostdinc -E -dM - </dev/null 2>/dev/null | sort; }
for level in -O0 -O2; do
  predefined gcc -xc "$level" >"$probe/macros-c$level"
  if command -v g++ >/dev/null; then predefined g++ -xc++ "$level" >"$probe/macros-cxx$level"; fi
done

sample_sources
questions "$probe/own"
`;var Zr=`# Writes other paths into programs, so that they run in a tree: no longer than the old ones, so that nothing else moves.
#   relocate.pl FOLDER FILE\u2026           programs look for their loader at FOLDER/ld.so
#   relocate.pl FOLDER LOADER MACHINE/ the loader looks for libraries in FOLDER/lib instead of the machine's folders
# A file that has none of what is to be replaced is an error.
use strict;

# the new text, with what fills the rest
sub padded {
    my ($old, $new, $fill) = @_;
    length $new <= length $old or die "no room\\n";
    return $new . $fill x (length($old) - length $new);
}

my $home = shift;
my $machine = @ARGV && $ARGV[-1] =~ m{^([^/]+)/$} ? $1 : undef;
pop @ARGV if defined $machine;
for my $file (@ARGV) {
    open my $f, "+<:raw", $file or die "$file: $!\\n";
    my $elf = do { local $/; <$f> };
    if (defined $machine) {
        # the longer one first: it holds the other; and the cache is the target's
        for my $dir ("/usr/lib/$machine/", "/lib/$machine/") {
            $elf =~ s{\\Q$dir\\E}{padded($dir, "$home/lib/", "/")}ge or die "no $dir\\n";
        }
        $elf =~ s{(/etc/ld\\.so\\.cache)\\0}{padded($1, "/.crossbuild/no", "\\0") . "\\0"}e or die "no cache\\n";
    } else {
        $elf =~ s{(/lib[0-9]*/ld[-a-z0-9_.]*\\.so\\.[0-9])\\0}{padded($1, "$home/ld.so", "\\0") . "\\0"}e or die "no loader\\n";
    }
    seek $f, 0, 0;
    print $f $elf;
    close $f or die "$file: $!\\n";
}
`;var eo=`# Read by the scripts that move programs of the build machine into a tree.

relocate() { # FOLDER, and FILE\u2026 or the loader and MACHINE/: programs look for their loader in FOLDER, and that for libraries in FOLDER/lib; same lengths, so nothing else moves
  perl "$kit/relocate.pl" "$@"
}
`;var to=`# Read by probe.sh and gate.sh: what shows whether two compilers are one. Runs the driver that is on the PATH.
#
# Small, because the target's own compiler does it under emulation; yet with something of each kind in which builds of one gcc
# differ: defaults (position independence, stack protection and clashes, _FORTIFY_SOURCE), what configure found in the C library
# (unique symbols, sincos, thread-local variables), frame sizes, and the optimisers.

sample_sources() { # into the current directory
  cat >a.c <<'C'
typedef struct { int id; unsigned a : 3, b : 13; double w[3]; char name[24]; } item;
typedef struct { float x, y; } point;
extern int fill(char *, unsigned long), work(const item *, ...);
extern double sin(double), cos(double), sqrt(double), pow(double, double);
extern void *memcpy(void *, const void *, unsigned long), *memset(void *, int, unsigned long);
extern unsigned long strlen(const char *);
extern int printf(const char *, ...), puts(const char *), optional(void) __attribute__((weak));
static __thread int mine;
__thread long ours;
int common, shared_counter = 7;
static const char table[] = "\\001\\002\\377 a string with \\"quotes\\" and bytes \\200\\300";
const short primes[] = {2, 3, 5, 7, 11, 13};
int buffer(int n) { char b[96]; memset(b, n, sizeof b); return fill(b, sizeof b) + b[n & 63]; }
int large(int n) { char b[70000]; b[n] = 1; return fill(b, sizeof b) + b[n]; }
int dynamic(int n) { char *b = __builtin_alloca(n); return fill(b, n); }
void rotate(point *p, int n, double angle) { for (int i = 0; i < n; i++) { point q = p[i]; p[i].x = q.x * cos(angle) - q.y * sin(angle); p[i].y = q.x * sin(angle) + q.y * cos(angle); } }
double norm(const double *v, int n) { double s = 0; for (int i = 0; i < n; i++) s += v[i] * v[i]; return sqrt(s) + pow(s, 0.5); }
void add(int *restrict a, const int *restrict b, const int *restrict c, int n) { for (int i = 0; i < n; i++) a[i] = b[i] + c[i] * 3; }
unsigned hash(const unsigned char *s) { unsigned h = 5381; while (*s) h = h * 33 ^ *s++; return h; }
item copy(const item *from, int id) { item made = *from; made.id = id; made.a = id; made.b += id; memcpy(made.name, table, sizeof made.name); return made; }
int choose(int kind, int x) { switch (kind) { case 0: return x; case 1: return x * x; case 2: return x / 7; case 3: return x % 10; case 5: return -x; case 6: return x << 3; case 9: return mine; default: return work(0, x, 1.5, kind); } }
long total(int n, ...) { __builtin_va_list list; long sum = 0; __builtin_va_start(list, n); while (n--) sum += __builtin_va_arg(list, int); __builtin_va_end(list); return sum; }
int count(int *at) { mine++; ours += mine; return __atomic_add_fetch(at, 1, __ATOMIC_SEQ_CST) + __sync_val_compare_and_swap(&shared_counter, 1, 2); }
long double wide(long double x) { return x * 3 + 1; }
unsigned long long divide(unsigned long long a, unsigned b) { return a / b + (a >> b) + __builtin_popcountll(a) + __builtin_clzll(a | 1); }
int compare(const void *a, const void *b) { const item *x = a, *y = b; return x->w[0] < y->w[0] ? -1 : x->w[0] > y->w[0]; }
int say(const char *what) { printf("%s\\n", what); return optional ? optional() : printf("%d %s", (int)strlen(what), "x"); }
static int depth(const item *i, int n) { return n <= 0 ? work(i, n) : depth(i + 1, n - 1) + depth(i, n - 2); }
int deep(const item *i) { return depth(i, 9) + buffer(i->id); }
__attribute__((constructor)) static void begin(void) { common = primes[shared_counter % 6]; }
#if __SIZEOF_POINTER__ == 8
unsigned __int128 product(unsigned long a, unsigned long b) { return (unsigned __int128)a * b; }
#endif
C
  cat >h.c <<'C'
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdint.h>
#include <errno.h>
int_fast16_t fast;
int read_all(const char *name, char *to, size_t most) { FILE *f = fopen(name, "r"); char line[128]; int n = 0; if (!f) return errno; while (fgets(line, sizeof line, f)) { strncpy(to, line, most); n += snprintf(to, most, "%s:%zu", line, strlen(line)); } fclose(f); return n; }
char *join(const char *a, const char *b) { char *to = malloc(strlen(a) + strlen(b) + 1); strcpy(to, a); strcat(to, b); return memmove(to, to + 1, strlen(to)); }
C
  cat >x.cc <<'C'
struct shape { virtual ~shape(); virtual double area() const = 0; };
struct box : shape { double w, h; box(double w, double h) : w(w), h(h) {} double area() const override; };
double box::area() const { return w * h; }
template <class T> struct counted { static int made; static T &only() { static T one{}; made++; return one; } };
template <class T> int counted<T>::made = 0;
inline int everywhere = 4;
thread_local box local(1, 2);
template <class F> int apply(F f, int n) { int s = 0; for (int i = 0; i < n; i++) s += f(i); return s; }
int may(int n) { char b[40]; for (int i = 0; i < 40; i++) b[i] = n + i; if (n > 3) throw n; return b[n]; }
int safe(const shape &s, int n) { try { return may(n) + static_cast<int>(s.area()) + counted<int>::only() + counted<long>::made; } catch (int &e) { return e + apply([&](int i) { return i * e; }, n); } catch (...) { throw; } }
const box *down(const shape *s) { return dynamic_cast<const box *>(s); }
shape *make(int n) { return n ? new box(n, everywhere) : &local; }
C
  cat >y.cc <<'C'
#if __has_include(<vector>)
#include <vector>
#include <string>
#include <stdexcept>
std::string name(std::vector<std::string> &all, unsigned at) { all.push_back("x" + std::to_string(at)); if (at > all.size()) throw std::out_of_range("at"); return all.at(at); }
#endif
C
}

one() { # OUT LABEL DRIVER SOURCE FLAG\u2026: assembly without what names the compiler, or that it failed
  result=$1/$2.s
  driver=$3 source=$4
  shift 4
  if ! "$driver" "$@" -S "$source" -o made.s 2>said; then
    echo failed >"$result"
    return
  fi
  # the table of debug strings is in an order that follows from the name of the compiler, which is one of them
  sed -e '/^[[:space:]]*\\.ident/d' -e '/^[[:space:]]*\\.section[[:space:]]*\\.debug_str,/,$d' -e 's/"GNU C[^"]*"/"GNU C"/' -e 's/\\.LASF[0-9]*/.LASF/g' said made.s >"$result"
}

order() { # where a driver looks for headers
  "$@" -v -E - </dev/null 2>&1 | sed -n '/search starts here/,/^End of search/p'
}

searches() { # the same in every way in which that is changed
  order "$@"
  order "$@" -nostdinc
  order "$@" -nostdinc++
  order "$@" -isystem "$PWD/more" -I/usr/include
  order "$@" -idirafter "$PWD/more"
  C_INCLUDE_PATH=$PWD/more CPLUS_INCLUDE_PATH=$PWD/more order "$@"
  CPATH=$PWD/more order "$@" -iquote more
}

# Files named \`flag-\u2026\` may differ: then that flag is left to the target's own compiler. All others may not.
questions_c() { # OUT
  one "$1" O0 gcc a.c -O0 -g
  one "$1" O2 gcc a.c -O2
  one "$1" O3 gcc a.c -O3 -fPIC
  one "$1" Os gcc a.c -Os -Wall
  one "$1" headers gcc h.c -O2 -Wall
  one "$1" flag-fstack-protector gcc a.c -O2 -fstack-protector-strong
  for flag in -fno-stack-protector -fstack-clash-protection -fno-pie -ffast-math; do
    one "$1" "flag$flag" gcc a.c -O2 "$flag"
  done
  searches gcc -xc >"$1/search" 2>&1
  {
    gcc -xc -O0 -E -dM - </dev/null | sort
    echo
    gcc -xassembler-with-cpp -E -dM - </dev/null | sort
  } >"$1/macros-O0" 2>&1
  gcc -xc -O2 -E -dM - </dev/null 2>&1 | sort >"$1/macros-O2"
  gcc -O2 -E h.c 2>&1 | sed 's/^\\(# .* 3\\) 4$/\\1/' >"$1/markers"
}

questions_cxx() { # OUT
  one "$1" O0 g++ x.cc -std=c++17 -O0 -g
  one "$1" O2 g++ x.cc -std=c++17 -O2
  one "$1" headers g++ y.cc -O2
  one "$1" flag-fno-exceptions g++ y.cc -O1 -fno-exceptions
  searches g++ -xc++ >"$1/search" 2>&1
  g++ -xc++ -O0 -E -dM - </dev/null 2>&1 | sort >"$1/macros-O0"
  g++ -xc++ -O2 -E -dM - </dev/null 2>&1 | sort >"$1/macros-O2"
  g++ -O2 -E y.cc 2>&1 | sed 's/^\\(# .* 3\\) 4$/\\1/' >"$1/markers"
}

questions() { # OUT: one folder per language
  mkdir -p "$1/c" "$1/cxx" more
  questions_c "$1/c"
  ! command -v g++ >/dev/null || questions_cxx "$1/cxx"
}
`;var no=`#!/bin/sh
# Makes /crossbuild/tree: the subprograms of gcc (cc1, cc1plus, collect2, lto1, as, ld \u2026), built for the build machine,
# producing code for the target, able to run in any root file system.
#
# Wiring. Run once per base, as root, in a stage FROM --platform=$BUILDPLATFORM <the base of the stage it will serve>,
# with the kit mounted on /.crossbuild-kit (its \`target\` and \`targets\` are read). A RUN that may compile then gets
#   --mount=type=bind,from=<this stage>,source=/crossbuild/tree,target=/.crossbuild
#   --mount=type=secret,id=crossbuild-compiler-path,env=COMPILER_PATH       value: /.crossbuild/gcc
# The target's own gcc driver looks for its subprograms in $COMPILER_PATH/<machine>/<version>/ first, so only a driver of
# exactly that machine and version finds ours; its specs, defaults, headers, libraries and answers stay the target's own.
#
# The tree holds native tools for APT as well, see apt-methods.sh: not with the argument \`compilers\`; with \`apt\` it holds nothing
# else, and nothing is fetched.
# With the argument \`donor\` it is made in an image of Debian for a base that has no cross compiler, see probe.sh and donor.sh.
#
# When there is no such compiler the tree has no gcc but \`why\`, one line for the user, and the step stays emulated.
# A failing network fails the stage, so that an empty tree is never cached for the wrong reason.
#
# Kept to what makes the tree's content a function of the package versions: no dates, no random names.
set -eu
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
DEBIAN_FRONTEND=noninteractive
export PATH LC_ALL DEBIAN_FRONTEND
unset LD_PRELOAD LD_LIBRARY_PATH CDPATH || :
umask 022

kit=\${CROSSBUILD_KIT:-/.crossbuild-kit}
tree=/crossbuild/tree
work=/crossbuild/work

why() { # leaves the tree without compilers, with a reason
  rm -rf "$tree/gcc" "\${tree:?}/lib" "$tree/libexec" "$tree/path" "$work"
  printf '%s\\n' "$*" >"$tree/why"
  printf 'crossbuild: no native compiler: %s\\n' "$*"
  exit 0
}

value() { # KEY of the kit's description of the build
  sed -n "s/^$1=//p" "$kit/target"
}

compilers_alone() { # PACKAGES: they and the cross compilers of the version of the base's own gcc, where all else that they need is installed; or fails
  own=$(/usr/bin/gcc -dumpversion 2>/dev/null) && [ "$1" = "gcc-$triple" ] || return
  own=\${own%%.*} others=
  names="$* cpp-$triple gcc-$own-$triple gcc-$own-$triple-base g++-$own-$triple cpp-$own-$triple binutils-$triple"
  # shellcheck disable=SC2086 # a list of names
  cached apt-cache depends $names >"$work/depends" 2>/dev/null || return
  # each of them exists, and it is what the package without a version stands for
  # shellcheck disable=SC2086 # a list of names
  [ "$(grep -c '^[^ ]' "$work/depends")" = "$(printf '%s\\n' $names | wc -l)" ] && grep -q "^ *Depends: gcc-$own-$triple\\$" "$work/depends" || return
  # shellcheck disable=SC2013 # names without blanks
  for name in $(sed -n 's/^ [ |]\\(Pre\\)*-*Depends: //p' "$work/depends"); do
    case " $names $others " in *" $name "*) continue ;; esac
    case $name in *-cross | *-cross-base) ;; *) others="$others $name" ;; esac
  done
  # shellcheck disable=SC2086 # a list of names
  there=$(dpkg-query -W -f '\${Package} \${Status}\\n' $names $others 2>/dev/null | sed -n 's/ install ok installed$//p' | sort)
  # shellcheck disable=SC2086 # a list of names
  [ "$there" = "$(printf '%s\\n' $others | sort)" ] && printf '%s\\n' $names
}

fetch() { # packages named, and what of their libraries is not installed, unpacked into $work/root
  tries=1
  until update >"$work/update" 2>&1; do
    cat "$work/update"
    # a release that left the archive, or whose keys expired, will not come back by trying again
    ! grep -Eq ' 404 |no longer has a Release file|does not have a Release file|is not signed|NO_PUBKEY|is not valid yet|is expired' "$work/update" || why "apt-get update fails in this base"
    [ "$tries" -lt 3 ] || exit 1
    tries=$((tries + 1))
    sleep 3
  done
  # to ask for a plan takes half a second, and where the native gcc is there it says nothing else
  if ! compilers_alone "$@" >"$work/names"; then
    if ! cached apt-get -s install --no-install-recommends "$@" >"$work/plan" 2>&1; then
      cat "$work/update" "$work/plan"
      ! grep -q '^W: Failed to fetch' "$work/update" || exit 1
      why "$(sed -n 's/^E: //p' "$work/plan" | head -1)"
    fi
    sed -n 's/^Inst \\([^ :]*\\) .*/\\1/p' "$work/plan" >"$work/names"
  fi
  # the target's headers and libraries (all, \`\u2026-cross\`) are not wanted: the target has its own
  names=$(grep -v -e '-cross$' -e '-cross-base$' \${unwanted:+-e "$unwanted"} "$work/names" || :)
  mkdir -p "$work/deb"
  # shellcheck disable=SC2086 # a list of names
  (cd "$work/deb" && download $names)
  # decompression takes a core; each into the same folders
  # shellcheck disable=SC2011 # names without blanks
  ls "$work"/deb/*.deb | xargs -P 4 -I DEB dpkg-deb -x DEB "$work/root"
  # a package that was already there
  for name in "$@"; do
    case $name in *-static) dpkg-query -L "$name" 2>/dev/null | while read -r file; do
      [ ! -f "$file" ] || { mkdir -p "$work/root\${file%/*}" && cp -p "$file" "$work/root$file"; }
    done ;; esac
  done
}

library() { # where a library of the build machine is
  for dir in "$work/root/usr/lib/$buildarch" "$work/root/lib/$buildarch" "$work/root/usr/lib" "/usr/lib/$buildarch" "/lib/$buildarch" /usr/lib64 /lib64 /usr/lib /lib; do
    if [ -e "$dir/$1" ]; then
      printf '%s\\n' "$dir/$1"
      return
    fi
  done
  return 1
}

unpacked() { # FILE: where a file of a package is, unpacked here or installed before
  for root in "$work/root" ''; do
    [ ! -e "$root$1" ] || { printf '%s\\n' "$root$1" && return; }
  done
  return 1
}

needed() { # libraries that an ELF file names; the dynamic loader lists them without running the file
  LD_LIBRARY_PATH=$work/root/usr/lib/$buildarch:$work/root/lib/$buildarch:$work/root/usr/lib "$loader" --list "$1" | sed -n 's/^[[:space:]]*\\([^ ]*\\) => .*/\\1/p'
}

put() { # FILE TARGET: a copy, or where it was unpacked for this, the file itself
  case $1 in
    "$work/root/"*) cp -lL "$1" "$2" ;;
    *) cp -L "$1" "$2" ;;
  esac
}

program() { # FILE NAME [FOLDER]: into libexec, with its libraries
  home=$tree\${3:-}
  put "$1" "$home/libexec/$2"
  chmod 755 "$home/libexec/$2"
  for lib in $(needed "$1"); do
    case $lib in */* | ld-linux* | ld64*) continue ;; esac
    if [ ! -e "$home/lib/$lib" ]; then
      from=$(library "$lib")
      put "$from" "$home/lib/$lib"
      chmod 644 "$home/lib/$lib"
    fi
  done
}

search() { # FILE: makes a cross cc1 look for headers where the target's own cc1 does
  perl "$kit/header-search.pl" "$1" "$triple" "$multiarch" "$version"
}

run='exec /.crossbuild/lib/ld.so --library-path /.crossbuild/lib /.crossbuild/libexec/'
# what the target's loader shall load; --library-path already stands in for LD_LIBRARY_PATH, which our linker still reads
clean='unset LD_PRELOAD LD_AUDIT'

script() { # FILE, text from stdin
  { printf '#!/.crossbuild/bin/sh\\n' && cat; } >"$1"
  chmod 755 "$1"
}

compiler() { # NAME: cc1 and its like; what only the target's own can do goes there
  # a plugin, a foreign charset, a moved installation; and $unfixed
  script "$tree/gcc/$triple/$version/$1" <<SH
own=
case " \\$* " in *" -fplugin"* | *"-charset="* | *" -iprefix "*$unfixed) own=1 ;; esac
if [ -n "\\$own" ] || [ -d /usr/$triple/include ]; then
  for own in /usr/libexec/gcc/$triple/$version/$1 /usr/lib/gcc/$triple/$version/$1; do [ ! -x "\\$own" ] || exec "\\$own" "\\$@"; done
fi
$clean
$run$1 "\\$@"
SH
}

helper() { # NAME: a subprogram without options to mind
  script "$tree/gcc/$triple/$version/$1" <<SH
$clean
$run$1 "\\$@"
SH
}

wrapper() { # link-time optimisation of objects that were compiled with an option of $unfixed is the target's as well
  [ -n "$unfixed" ] || { helper lto-wrapper && return; }
  ln -s sh "$tree/bin/grep"
  script "$tree/gcc/$triple/$version/lto-wrapper" <<SH
objects() {
  for a; do case \\$a in -*) ;; @*) while read -r line; do objects "\\$line"; done <"\\\${a#@}" ;; *) echo "\\\${a%@0x*}" ;; esac; done
}
if /.crossbuild/bin/grep -qs -e -fstack-protector -- \\$(objects "\\$@") /dev/null; then
  for own in /usr/libexec/gcc/$triple/$version/lto-wrapper /usr/lib/gcc/$triple/$version/lto-wrapper; do
    [ ! -x "\\$own" ] || { COMPILER_PATH=\\\${own%/*} && export COMPILER_PATH && exec "\\$own" "\\$@"; }
  done
fi
$clean
\${run}lto-wrapper "\\$@"
SH
}

assembler() { # the target's assembler may be another one than the package's: then it is that one
  script "$tree/gcc/$triple/$version/as" <<SH
own=\\$(command -v as)
[ "\\$own" -ef /usr/bin/$triple-as ] || exec "\\\${own:-as}" "\\$@"
$clean
\${run}as "\\$@"
SH
}

linker() { # collect2 asks for collect-ld before ld; the name ld stays free, so gcc -print-prog-name=ld answers as ever
  { printf 'triple=%s version=%s\\n' "$triple" "$version" && cat "$kit/collect-ld.sh"; } | script "$tree/gcc/$triple/$version/collect-ld"
}

drivers() { # what stands before gcc and g++ for the native \`go\` command alone
  mkdir -p "$tree/path"
  for name in gcc g++; do
    { printf 'program=%s triple=%s version=%s multiarch=%s\\n' "$name" "$triple" "$version" "$multiarch" && cat "$kit/driver.sh"; } | script "$tree/path/$name"
  done
  ln -s sh "$tree/bin/sleep"
  if driver=$(unpacked "/usr/bin/$triple-gcc-$version"); then program "$driver" driver; fi
}

base() { # what every part needs: where the build machine's libraries are, and its loader
  case $(dpkg --print-architecture) in
    amd64) buildarch=x86_64-linux-gnu ;;
    arm64) buildarch=aarch64-linux-gnu ;;
    armhf) buildarch=arm-linux-gnueabihf ;;
    i386) buildarch=i386-linux-gnu ;;
    ppc64el) buildarch=powerpc64le-linux-gnu ;;
    *) buildarch=$(uname -m)-linux-gnu ;;
  esac
  loader=$(library "$(head -c 4096 /usr/bin/dpkg | grep -aoE 'ld(-linux|64)[-a-z0-9_]*\\.so\\.[0-9]' | head -1)")
  mkdir -p "$work/root" "$tree/bin"
}

shell() { # a static one: it runs in any root file system, and LD_PRELOAD means nothing to it
  busybox=$(unpacked /bin/busybox || unpacked /usr/bin/busybox)
  cp "$busybox" "$tree/bin/sh"
}

debian() {
  base
  [ "$part" = compilers ] || apt_tools
  [ "$part" != apt ] || return 0
  fetch "$gcc" "$gxx" busybox-static
  shell
  mkdir -p "$tree/lib" "$tree/libexec"
  cc1=$(find "$work/root/usr" /usr/lib/gcc-cross /usr/libexec/gcc-cross -path "*/gcc-cross/$triple/*/cc1" 2>/dev/null | sort | tail -1)
  [ -n "$cc1" ] || why "$gcc has no cc1"
  native=\${cc1%/cc1}
  version=\${native##*/}
  mkdir -p "$tree/gcc/$triple/$version"

  # Debian mended -fstack-protector on AArch64 (CVE-2023-4039) in the compilers of its stable releases, not in their cross compilers
  unfixed=
  case $triple:$(dpkg-query -W -f '\${Version}' "gcc-$version" 2>/dev/null || cached apt-cache show --no-all-versions "gcc-$version" 2>/dev/null | sed -n 's/^Version: //p' | head -1) in
    aarch64-*+deb*u*) unfixed=' | *" -fstack-protector"*' ;;
  esac

  cp -L "$loader" "$tree/lib/ld.so"
  chmod 755 "$tree/lib/ld.so"

  for name in cc1 cc1plus lto1 collect2 lto-wrapper; do
    [ -e "$native/$name" ] || continue
    program "$native/$name" "$name"
    case $name in cc1 | cc1plus) search "$tree/libexec/$name" || why "the header directories of $gcc are not where they were expected" ;; esac
    case $name in cc1 | cc1plus | lto1) compiler "$name" ;; lto-wrapper) wrapper ;; *) helper "$name" ;; esac
  done
  cp -L "$native/liblto_plugin.so" "$tree/gcc/$triple/$version/liblto_plugin.so"
  bin=$work/root/usr/bin
  [ -e "$bin/$triple-as" ] || bin=/usr/bin
  program "$bin/$triple-as" as
  assembler
  program "$bin/$triple-ld.bfd" ld.bfd
  if [ -e "$bin/$triple-ld.gold" ]; then program "$bin/$triple-ld.gold" ld.gold; fi
  linker
  drivers
  "$tree/lib/ld.so" --library-path "$tree/lib" "$tree/libexec/cc1" -quiet -E /dev/null >/dev/null || why "the compiler of $gcc does not run"
}

rm -rf /crossbuild
mkdir -p "$tree" "$work"
part=\${1:-}
. "$kit/indexes.sh"
. "$kit/apt-methods.sh"
apt_nothing
build=$(value BUILDARCH) arch=$(value TARGETARCH) variant=$(value TARGETVARIANT)
case $arch in "$build") why "linux/$arch runs natively on linux/$build" ;; esac
case $build/$arch in amd64/386) why "linux/$arch runs natively on linux/$build" ;; esac
case $(grep '^ACCELERATE=' "$kit/target") in
  '') ;;
  *[=,]"$(value TARGETPLATFORM)",* | *[=,]"$(value TARGETPLATFORM)") ;;
  *) why "this platform is not accelerated" ;;
esac
# shellcheck disable=SC2046 # the fields of a line
set -- $(sed -n "s|^$arch\${variant:+/$variant} ||p; s|^$arch ||p" "$kit/targets" | head -1)
triple=\${1:-} multiarch=\${2:-} gcc=\${3:-} gxx=\${4:-}
if [ "$part" = donor ]; then
  . "$kit/donor.sh"
  donor
  rm -rf "$work"
  exit
fi
. /etc/os-release 2>/dev/null || :
case " \${ID:-} \${ID_LIKE:-} " in
  *" debian "* | *" ubuntu "*)
    [ -n "$triple" ] || why "Debian has no name for linux/$arch\${variant:+/$variant}"
    debian
    ;;
  *) why "no cross gcc is known for \${PRETTY_NAME:-this base}" ;;
esac
rm -rf "$work"
`;function mt(t){return t.map(e=>`${e}
`).join("")}var L="crossbuild-",he=`${L}kit`,Fe={id:"crossbuild-compiler-path",env:"COMPILER_PATH",value:"/.crossbuild/gcc"},ht={id:"crossbuild-apt-config",env:"APT_CONFIG",value:"/.crossbuild/apt/apt.conf"},so=[Fe,ht],Be={source:"/crossbuild/tree",target:"/.crossbuild"},yl={source:"/crossbuild/go-tool",target:"/usr/local/go/pkg/tool"};function wl(t){return`--mount=type=bind,from=${t},source=${Be.source},target=${Be.target}`}function Sl({id:t,env:e}){return`--mount=type=secret,id=${t},env=${e}`}function gt(t,{compiles:e=!1,installs:n=!1,frontEnds:r=[],environment:o="secret"}){let s=[...e?[Fe]:[],...n?[ht]:[]];return s.length===0?[]:[wl(t),...o==="secret"?s.map(Sl):[],...r.map(i=>kl(t,i))]}function kl(t,e){return`--mount=type=bind,from=${t},source=${Be.source}/apt/path/${e},target=/usr/local/sbin/${e}`}var ro="/usr/local/go";function $t(t,{goroot:e=ro,command:n=!1}={}){let r=(o,s)=>`--mount=type=bind,from=${t},source=${o},target=${s}`;return[r(yl.source,`${e}/pkg/tool`),...n&&e===ro?[r("/crossbuild/go","/.crossbuild-go"),r("/crossbuild/go/path/go",`${e}/bin/go`),r("/crossbuild/go/own/go",`${e}/bin/.crossbuild-own`)]:[]]}function vl(){return rt.flatMap(t=>{let e=ot(t),n="platform"in e?j(e.platform)?.debian:void 0;return n===void 0?[]:[`${t.replace("linux/","")} ${n.triple} ${n.multiarch} ${n.gcc} ${n.gxx}`]}).join(`
`)}function xl(t,e){let n=Object.keys(e),r=Object.entries(e).map(([o,s])=>`${s.trimEnd()}
${o}`);return[`COPY ${n.map(o=>`<<'${o}'`).join(" ")} ${t}/`,...r].join(`
`)}function Ol(t){let e=new Map;for(let[n,r]of Object.entries(t)){let o=n.lastIndexOf("/");e.set(n.slice(0,o),{...e.get(n.slice(0,o)),[n.slice(o+1)]:r})}return[...e].map(([n,r])=>xl(n,r))}var He={"/targets":vl(),"/toolchain.sh":no,"/indexes.sh":Qr,"/apt-methods.sh":Hr,"/apt-front.sh":Fr,"/relocate.sh":eo,"/relocate.pl":Zr,"/dpkg-names.pl":jr,"/header-search.pl":Xr,"/collect-ld.sh":Ur,"/driver.sh":qr,"/go-tools.sh":Yr,"/go-command.sh":Kr},io={"/probe.sh":Jr,"/sample.sh":to,"/donor.sh":Wr,"/donor-cc1.sh":Vr,"/gate.sh":zr},oo=["BUILDARCH","TARGETPLATFORM","TARGETOS","TARGETARCH","TARGETVARIANT"];function ao({accelerate:t,settings:e={},files:n=He,writtenOn:r}={}){let o={...t===void 0?{}:{ACCELERATE:t.join(",")},...e},s=Object.entries(o).map(([l,d])=>`${l}=${d}`),i=oo.map(l=>`ARG ${l}`),a=oo.map(l=>`${l}=$${l}`);return r===void 0?[`FROM scratch AS ${he}`,...Ol(n),...i,["COPY <<target /",...a,...s,"target"].join(`
`)]:[`FROM --platform=$BUILDPLATFORM ${r} AS ${he}`,"USER 0",...Object.entries(n).map(([l,d])=>Rl(l,`${d.trimEnd()}
`)),...i,lo(`printf '%s\\n' ${a.map(l=>`"${l}"`).join(" ")} "$@" >/target`,...s)]}function Rl(t,e){return lo('mkdir -p "${1%/*}/" && printf %s "$2" >"$1"',t,e)}function lo(t,...e){return`RUN ${JSON.stringify(["/bin/sh","-c",t,"sh",...e])}`}function pt({name:t,base:e,platform:n="$BUILDPLATFORM"},[r,...o],s=[]){let i=JSON.stringify(["/bin/sh",`/.crossbuild-kit/${r}`,...o]);return[`FROM --platform=${n} ${e} AS ${t}`,"USER 0",`RUN ${[`--mount=type=bind,from=${he},target=/.crossbuild-kit`,...s].join(" ")} ${i}`]}function co(t,{installs:e=!0}={}){return pt(t,["toolchain.sh",...e?[]:["compilers"]])}function uo({name:t,base:e,image:n}){let r=t.slice(L.length),o=`${L}probe-${r}`,s=`${L}donor-${r}`,i=(l,d,c)=>`--mount=type=bind,from=${l},source=${d},target=${c}`,a=(l,d,...c)=>`RUN ${[`--mount=type=bind,from=${he},target=/.crossbuild-kit`,...d].join(" ")} ${JSON.stringify(["/bin/sh",`/.crossbuild-kit/${l}`,...c])}`;return[`FROM ${e} AS ${o}`,"USER 0",a("probe.sh",[]),`FROM --platform=$BUILDPLATFORM ${n} AS ${s}`,a("toolchain.sh",[i(o,"/crossbuild/probe","/.crossbuild-probe")],"donor"),`FROM ${o} AS ${t}`,a("gate.sh",[i(s,Be.source,Be.target)])]}function fo(t){return pt(t,["toolchain.sh","apt"])}function po({install:t,...e}){if(t!==void 0)return pt(e,["go-tools.sh",...t.with==="archive"?[]:[t.with,t.package]]);let n=`${L}own-${e.name.slice(L.length)}`,r=`--mount=type=bind,from=${n},target=/.crossbuild-own`;return[`FROM ${e.base} AS ${n}`,...pt(e,["go-tools.sh"],[r])]}function A(t){return new Set(t.split(/\s+/))}function bt(t,e){return e.some(n=>t.startsWith(n)||t.includes(`-${n}`))}var F={installers:["apk"],installs:A("add"),fetches:A("update fetch cache"),helpers:[],lists:{apk:/^(info|list)$/},foreignLibraries:!0};var mo={family:"alpine",label:"Alpine",images:A("alpine caddy traefik registry docker"),isNamedBy:({name:t,tag:e})=>t==="alpine"||e.includes("alpine"),codenames:{},numbered:({name:t,tag:e})=>(t==="alpine"?/^(\d+\.\d+)/:/alpine(\d+\.\d+)/).exec(e)?.[1],packages:F,borrows:!0};var z={installers:["apt-get","apt"],installs:A("install reinstall upgrade dist-upgrade full-upgrade build-dep satisfy"),fetches:A("update source download"),helpers:["apt-cache","apt-mark","apt-key","apt-config","add-apt-repository","dpkg","dpkg-query","dpkg-reconfigure","dpkg-divert","dpkg-architecture","debconf-set-selections"],lists:{dpkg:/^(-[lLsS]|--(get-selections|list\w*|status|search))$/,"dpkg-query":"always",apt:/^list$/},foreignLibraries:!0};var ho={stretch:9,buster:10,bullseye:11,bookworm:12,trixie:13,forky:14,sid:99};function Cl({name:t,tag:e}){let n=t==="golang"?/^1\.(\d+)(\.\d+)?$/.exec(e)?.[1]:void 0;return n!==void 0&&Number(n)<=15}var go={family:"debian",label:"Debian",images:A("golang debian buildpack-deps gcc python node rust ruby php perl postgres redis nginx httpd memcached haproxy elixir erlang haskell julia r-base pypy mono drupal wordpress mongo influxdb"),isNamedBy:({name:t,tag:e})=>t==="debian"||bt(e,Object.keys(ho)),codenames:ho,numbered:t=>t.name==="debian"?/^\d+(?=\.|-|$)/.exec(t.tag)?.[0]:Cl(t)?"buster":void 0,packages:z,archive:{inUse:[11,13],movedUntil:10,has:({debianSince:t,debianUntil:e,crossSince:n})=>({libraries:{since:t,until:e},compilers:n.debian})},borrows:!1};var El=/(^|-)(azurelinux|mariner|cbl-mariner|fedora|oracle)/,Al=/(^|-)(al20\d\d|ubi\d+|oraclelinux\d*|ol\d+)/,_l=/^(centos|ubi\d*(-.*)?|go-toolset|azurelinux)$/,Il=/^(ubi\d+|centos)$/,Tl={installers:["dnf","microdnf","tdnf","yum","zypper"],installs:A("install reinstall upgrade update groupinstall localinstall builddep in up dup"),fetches:A("makecache refresh ref download"),helpers:["rpm"],lists:{},foreignLibraries:!1},$o={family:"rhel",label:"a distribution with RPM packages",images:A("fedora rockylinux almalinux oraclelinux amazonlinux amazoncorretto mysql openjdk"),isNamedBy:({folder:t,name:e,tag:n})=>El.test(n)||Al.test(n)||_l.test(e)||Il.test(t.at(-1)??""),codenames:{},numbered:()=>{},packages:Tl,borrows:!0};var bo={bionic:18.04,focal:20.04,jammy:22.04,noble:24.04,questing:25.1,resolute:26.04};function yo(t){return t===void 0?void 0:Number(t)}var wo={family:"ubuntu",label:"Ubuntu",images:A("ubuntu eclipse-temurin maven gradle swift mariadb sapmachine ibmjava neo4j"),isNamedBy:({name:t,tag:e})=>t==="ubuntu"||bt(e,[...Object.keys(bo),"ubuntu"]),codenames:bo,numbered:({name:t,tag:e})=>(t==="ubuntu"?/^\d\d\.\d\d/:/\d\d\.\d\d/).exec(e)?.[0],packages:z,archive:{inUse:[20.04,26.04],has:({ubuntuSince:t,ubuntuUntil:e,crossSince:n})=>({libraries:{since:yo(t),until:yo(e)},compilers:Number(n.ubuntu)})},borrows:!1};var So={family:"wolfi",label:"Wolfi",images:new Set,isNamedBy:({host:t,folder:e,name:n})=>t==="cgr.dev"||e[0]==="chainguard"||n.includes("wolfi"),codenames:{},numbered:()=>{},packages:F,borrows:!0};var le=[So,mo,wo,go,$o],Pl=new Set(["busybox","hello-world","archlinux","photon","bash"]),K=[...new Set(le.map(({packages:t})=>t))];function P(t){return le.find(e=>e.family===t)}function ko(t){return le.find(({images:n})=>n.has(t))?.family??(Pl.has(t)?"other":void 0)}function vo(t){return le.find(({isNamedBy:e})=>e(t))?.family}var xo=new Map(le.flatMap(({codenames:t})=>Object.entries(t)));function Oo(t,e){return t.tag.split("-").find(r=>xo.has(r))??P(e)?.numbered(t)}function Ro(t,e){if(P(e)?.archive!==void 0)return xo.get(t)??(/^\d/.test(t)?Number(t):void 0)}var Dl=new Set(`debian ubuntu alpine nginx httpd haproxy redis memcached postgres mysql mariadb mongo influxdb caddy traefik
  eclipse-temurin amazoncorretto maven gradle`.split(/\s+/)),Ll=/^(python|node|ruby|perl)$/;function Nl(t){let e=t.replace(/@sha\d+:[0-9a-f]+$/,""),n=e.lastIndexOf(":"),r=n>e.lastIndexOf("/"),o=(r?e.slice(0,n):e).split("/"),s=o.at(-1)??"",i=o[0]??"",a=o.length>1&&(/[.:]/.test(i)||i==="localhost")?i:"",l=o.slice(a===""?0:1,-1),c=(l.length===0?!Gl.has(a):l.at(-1)==="library")?ko(s):void 0;return{host:a,folder:l,name:s,tag:r?e.slice(n+1):"",digest:e!==t,...c===void 0?{}:{official:c}}}var Gl=new Set(["cgr.dev","registry.access.redhat.com","registry.redhat.io","registry.suse.com","mcr.microsoft.com"]);function ge(t,e){let n=Nl(t),r=Fl(n),o=Oo(n,r),s=Hl(n,e),i=e?.user??"";return{reference:t,family:r,...o===void 0?{}:{release:o},...s===void 0?{}:{goRoot:s},withoutC:n.official==="debian"&&n.name==="golang"&&r==="alpine"&&Bl(n.tag),withoutCompilers:n.official!==void 0&&(Dl.has(n.name)||Ll.test(n.name)&&/(^|-)slim(-|$)/.test(n.tag))&&(n.host===""||n.folder.at(-1)==="library"),windows:Ml(n,e),nativeTwin:Ul(t,n.official!==void 0,e),.../^(root|0)?(:.*)?$/.test(i)?{}:{user:i},onbuild:(e?.onbuild.length??0)>0||/(^|-)onbuild(-|$)/.test(n.tag)}}var hn=/windowsservercore|nanoserver|(^|-)(windows|ltsc20\d\d)(-|$)/;function Ml({host:t,folder:e,name:n,tag:r},o){if(o!==void 0&&o.platforms.length>0)return o.platforms.every(({os:a})=>a==="windows");let s=[...e,n].join("/");return t==="mcr.microsoft.com"&&/^(windows(-cssc)?|dotnet\/framework|powershell\/windows)(\/|$)/.test(s)||/^microsoft\/(windowsservercore|nanoserver)$/.test(s)||hn.test(r)}function Co({reference:t,family:e}){return P(e)?.archive!==void 0&&/(^|\/)(debian|ubuntu|buildpack-deps)(:|@|$)/.test(t)}function Bl(t){let e=/^(\d+)(?:\.(\d+))?/.exec(t);return e===null?!0:Number(e[1])>1||e[2]===void 0||Number(e[2])>=20}function Fl(t){let{tag:e,digest:n,official:r}=t;if(hn.test(e))return"other";let o=vo(t);return o!==void 0?o:r!==void 0&&!(n&&e===""&&r==="debian")?r:"other"}function Hl({host:t,folder:e,name:n,tag:r,official:o},s){if(hn.test(r)||t==="registry.suse.com")return;if(s!==void 0){let a=s.env.PATH?.split(":").includes("/usr/local/go/bin")??!1;return s.env.GOLANG_VERSION!==void 0&&a?"/usr/local/go":void 0}if(n!=="golang")return;let i=t==="mcr.microsoft.com"&&e.join("/").startsWith("oss/go");return o!==void 0||i?"/usr/local/go":void 0}function Ul(t,e,n){return n!==void 0?n.platforms.length>1?{known:!0,because:`${t} is published for ${n.platforms.length} platforms`}:{known:!1,because:`${t} is published for one platform only, so there is no native twin of it to take compilers from`}:e?{known:!0,because:`${t} is a Docker official image`}:{known:!1,because:`${t} could not be looked at, so it is not known whether a native twin of it exists`}}var Eo=3e5,Ue=b(({stages:t,needed:e})=>{let n=[];for(let{stage:o,base:s}of t){let i=s.kind==="stage"?n[s.index]??0:0;n.push(1+o.instructions.length+i)}let r=e.reduce((o,s)=>o+(n[s]??0),0);if(!(r<=Eo))return`its stages have ${r} steps together with those that they start from, and more than ${Eo} are not looked through`});function $e(t,{family:e,release:n}){let r=h(t),{archive:o,label:s}=P(e)??{};if(o===void 0)return{};let i=j(t)?.debian;if(i===void 0)return{missing:`Debian has no compiler for ${r}`};let{libraries:a,compilers:l}=o.has(i),d=n===void 0?void 0:Ro(n,e);if(d!==void 0&&o.movedUntil!==void 0&&d<=o.movedUntil)return{missing:`the archive of ${s} ${n} is no longer where its images look for it`};let[c,u]=d===void 0?o.inUse:[d,d];if(u<l)return{missing:`${s} ${n} has no compiler for ${r}`};let{since:f,until:p}=a;return f!==void 0&&f<=c&&(p===void 0||u<=p)&&l<=c?{}:{doubt:`not every release of ${s} has libraries for ${r}`}}function N(t,e,n,r){if(e.test(t))for(let o of t.split(r)){let s=e.exec(o),i=s===null?null:n.exec(o.slice(s.index+s[0].length));if(i!==null)return i[0]}}var yt=/[\n;&|]/;var Ao=`# The toolchain of an Alpine stage: clang, lld and a second root with the target's packages. Sourced by the set-up and
# by the apk shim, after common.sh, shims.sh and the target file. The lab has no Alpine, so only its logic is tested there.

# apk_target ARGUMENT...: apk for the second root. Scripts of packages would be the target's own programs.
apk_target() {
  cp "$system/etc/apk/repositories" "$CROSS_SYSROOT/etc/apk/repositories"
  "$(real apk)" --root "$CROSS_SYSROOT" --arch "$CROSS_APK" --no-scripts --no-cache "$@"
}

# The keys of every architecture come with the base; apk itself trusts only those of the build platform.
make_sysroot() {
  [ ! -f "$CROSS_SYSROOT/.made" ] || return 0
  mkdir -p "$CROSS_SYSROOT/etc/apk/keys"
  cp "$system/usr/share/apk/keys/$CROSS_APK"/* "$CROSS_SYSROOT/etc/apk/keys/" || return 1
  echo "$CROSS_APK" >"$CROSS_SYSROOT/etc/apk/arch"
  apk_target -q add --initdb && : >"$CROSS_SYSROOT/.made"
}

# A compiler for the target by the names that a cross gcc has, so that the shims are the same as elsewhere.
compiler_scripts() {
  mkdir -p "$CROSS_BIN"
  for pair in gcc=clang g++=clang++ cpp=clang-cpp; do
    script "$CROSS_BIN/$CROSS_TRIPLE-\${pair%%=*}" \\
      "exec $system/usr/bin/\${pair#*=} $CROSS_CLANG -fuse-ld=lld -Wno-unused-command-line-argument \\"\\$@\\""
  done
  script "$CROSS_BIN/$CROSS_TRIPLE-ld" "exec $system/usr/bin/ld.lld \\"\\$@\\""
  for name in ar nm ranlib strip objcopy objdump readelf size; do
    for found in "$system/usr/bin/llvm-$name" "$system"/usr/lib/llvm*/bin/"llvm-$name"; do
      [ ! -x "$found" ] || ln -sf "$found" "$CROSS_BIN/$CROSS_TRIPLE-$name"
    done
  done
}

# What was linked can then be run here too, by an emulator.
loader() {
  for found in "$CROSS_SYSROOT"/lib/ld-musl-*.so.1; do
    name=\${found##*/}
    [ -e "$system/lib/$name" ] || ln -s "$found" "$system/lib/$name"
    printf '%s\\n%s\\n' "$CROSS_SYSROOT/lib" "$CROSS_SYSROOT/usr/lib" >"$system/etc/\${name%.so.1}.path"
  done
}

# Old versions of lld have no linker for some targets, which shows only when it links.
links() {
  tried=$(mktemp -d)
  printf 'int main(void) { return 0; }\\n' >"$tried/main.c"
  "$CROSS_BIN/$CROSS_TRIPLE-gcc" -o "$tried/main" "$tried/main.c" &&
    "$CROSS_BIN/$CROSS_TRIPLE-gcc" -static -o "$tried/main" "$tried/main.c"
  code=$?
  rm -rf "$tried"
  return "$code"
}

# toolchain PACKAGE...: makes everything, once, with more packages for the target (g++).
toolchain() {
  make_sysroot && apk_target -q add musl-dev gcc "$@" ||
    fail "cross cannot install the libraries of $CROSS_APK for $CROSS_PLATFORM in $CROSS_DISTRIBUTION. Write strategy: accelerate"
  if [ ! -x "$CROSS_BIN/$CROSS_TRIPLE-gcc" ]; then
    "$(real apk)" -q --no-cache add clang lld &&
      "$(real apk)" -q --no-cache add "llvm$("$system/usr/bin/clang" -dumpversion | sed 's/\\..*//')" ||
      fail "cross cannot install clang and lld in $CROSS_DISTRIBUTION. Write strategy: accelerate"
    compiler_scripts
    loader
    links || fail "cross cannot link for $CROSS_PLATFORM with the lld of $CROSS_DISTRIBUTION. Write strategy: accelerate"
  fi
  write_shims
}
`;var _o=`#!/bin/sh
# apk: what is added is added as it is written, and its libraries and compilers into the target's root too.
root=\${0%/*/*}
. "$root/lib/common.sh"
. "$root/lib/shims.sh"
. "$root/lib/alpine.sh"
. "$root/target"
apk=$(real apk) || not_found apk

# What the target needs of the package $1 (\`name\`, \`name=version\`, \`name@tag\`): libraries, headers, the compiler's own.
for_target() {
  case \${1%%[=<>~@]*} in
    build-base | alpine-sdk | g++) echo 'g++' ;;
    gcc | clang | clang[0-9]*) echo gcc ;;
    musl-dev | libc-dev) echo musl-dev ;;
    *-dev | *-static | *-headers | *-libs | lib*) echo "$1" ;;
  esac
}

verb= words= compiler=
# turns the list of arguments once around, into what the second root gets
select_arguments() {
  expect=
  for arg; do
    shift
    case $expect in
      keep) set -- "$@" "$arg" ;;
    esac
    if [ -n "$expect" ]; then
      expect=
      continue
    fi
    case $arg in
      -X | --repository) set -- "$@" "$arg" && expect=keep ;;
      --repository=* | --allow-untrusted) set -- "$@" "$arg" ;;
      -t | --virtual | -p | --root | --arch | --cache-dir | --keys-dir | --repositories-file | --cache-max-age | --wait | --timeout) expect=drop ;;
      -*) ;;
      *)
        if [ -z "$verb" ]; then
          verb=$arg
        else
          word=$(for_target "$arg")
          case $word in
            '') ;;
            gcc | g++) compiler=$word ;;
          esac
          if [ -n "$word" ]; then
            words="$words $word"
            set -- "$@" "$word"
          fi
        fi
        ;;
    esac
  done
  [ "$verb" = add ] && [ -n "$words" ] || return 0
  if [ -n "$compiler" ]; then
    toolchain "$@"
  else
    make_sysroot && apk_target add "$@" ||
      fail "cross cannot install$words for $CROSS_PLATFORM. Write strategy: accelerate"
    write_shims
  fi
}

"$apk" "$@" || exit $?
select_arguments "$@"
`;var Io=`#!/bin/sh
# apt-get and apt: installs libraries for the target and tools for the build platform, from one list of names.
root=\${0%/*/*}
. "$root/lib/common.sh"
. "$root/lib/shims.sh"
. "$root/target"
name=\${0##*/}
apt=$(real "$name") || not_found "$name"
apt_get=$(real apt-get)

# takes_value OPTION: whether the next word belongs to it. Source: apt-get(8).
takes_value() {
  case $1 in
    --*=*) return 1 ;;
    --option | --config-file | --default-release | --target-release | --host-architecture | --build-profiles) return 0 ;;
    --*) return 1 ;;
  esac
  letters=\${1#-}
  while [ -n "$letters" ]; do
    rest=\${letters#?}
    case $letters in
      [tocaP]*) [ -z "$rest" ] && return 0 || return 1 ;;
      =*) return 1 ;;
    esac
    letters=$rest
  done
  return 1
}

verb= names= removes=
read_arguments() {
  expect=
  for arg; do
    if [ -n "$expect" ]; then
      expect=
    elif [ "$arg" = -- ]; then
      :
    else
      case $arg in
        -*) takes_value "$arg" && expect=1 ;;
        *) if [ -z "$verb" ]; then verb=$arg; else names="$names $(names_of "$arg")"; fi ;;
      esac
    fi
  done
}

# The packages that a word may mean: \`git-\` is the removal of git, \`g++\` is g++.
names_of() {
  bare=$(bare_name "$1")
  case $bare in
    *- | *+) printf '%s %s' "$bare" "\${bare%?}" ;;
    *) printf '%s' "$bare" ;;
  esac
}

# The package of \`package=version\`, \`package:architecture\` and \`package/suite\`.
bare_name() {
  bare=\${1%%=*}
  bare=\${bare%%/*}
  printf '%s' "\${bare%%:*}"
}

# One line \`name class\` per package that the lists know: target, native, or all (headers or a metapackage for every
# architecture, whose dependencies decide). Source of the rule: Section and Multi-Arch of deb-control(5).
classify() {
  [ $# -eq 0 ] || apt-cache show --no-all-versions "$@" 2>/dev/null | awk '
    function flush(  class, library) {
      if (name == "" || name in seen) { reset(); return }
      seen[name] = 1
      library = section ~ /^(libdevel|libs|oldlibs)$/
      class = "native"
      if (multi != "foreign" && section !~ /^(golang|python|perl|ruby|php|java|javascript|interpreters)$/) {
        if (arch == "all") { if (library || name ~ /-dev$/) class = "all" }
        else if (library || multi == "same") class = "target"
      }
      print name, class
      reset()
    }
    function reset() { name = ""; section = ""; multi = ""; arch = "" }
    /^Package: / { flush(); name = $2 }
    /^Section: / { section = $2; sub(/.*\\//, "", section) }
    /^Multi-Arch: / { multi = $2 }
    /^Architecture: / { arch = $2 }
    /^$/ { flush() }
    END { flush() }'
}

# What the lists say of one package, or what its name says when it is virtual.
class_of() {
  case $1 in
    gcc-multilib | g++-multilib | gcc-[0-9]*-multilib | g++-[0-9]*-multilib) echo multilib && return ;;
    gcc | g++ | gcc-[0-9] | gcc-[0-9][0-9] | g++-[0-9] | g++-[0-9][0-9] | build-essential) echo compiler && return ;;
    pkg-config | pkgconf | pkgconf-bin | dpkg-dev) echo native && return ;;
    libc6-dev | libc-dev | linux-libc-dev) echo both && return ;;
  esac
  case "$classes
" in
    *"
$1 target
"*) echo target ;;
    *"
$1 native
"*) echo native ;;
    *"
$1 all
"*) echo all ;;
    *) case $1 in lib*-dev) echo target ;; *) echo unknown ;; esac ;;
  esac
}

known() {
  case "$classes
" in *"
$1 "*) return 0 ;; esac
  return 1
}

# exists PACKAGE: whether it can be installed by that name.
exists() {
  # shellcheck disable=SC2143 # a candidate without a name is none
  [ -n "$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p' | grep -v '^(none)$')" ]
}

# translate WORD: prints, one per line, what to install for it.
translate() {
  case $1 in
    *:*) echo "$1" && return ;;
  esac
  package=$(bare_name "$1")
  suffix=\${1#"$package"}
  if ! known "$package"; then
    # apt-get's own notation: \`package-\` removes, \`package+\` installs
    case $package in
      gcc* | g++*) ;;
      *- | *+) echo "$1" && return ;;
    esac
  fi
  case $(class_of "$package") in
    target) target_package "$package" "$suffix" ;;
    both)
      echo "$1"
      if [ "$CROSS_ARCHIVE" = 1 ]; then echo "$package:$CROSS_DEBIAN$suffix"; fi
      ;;
    all)
      behind=$(libraries_behind "$package")
      [ "$metapackages" = without ] && [ -n "$behind" ] || echo "$1"
      for needed in $behind; do target_package "$needed" ''; done
      ;;
    compiler)
      echo "$1"
      cross_compiler "$package"
      ;;
    multilib)
      note "leaving $package out: it cannot be installed beside a cross compiler"
      echo "\${package%-multilib}"
      cross_compiler "\${package%-multilib}"
      ;;
    *) echo "$1" ;;
  esac
}

target_package() {
  # programs of a pinned stage may need the build platform's as well
  [ "$CROSS_PINNED" = 0 ] || [ "$beside" = alone ] || echo "$1$2"
  if [ "$CROSS_ARCHIVE" = 1 ]; then
    echo "$1:$CROSS_DEBIAN$2"
  elif exists "$1-$CROSS_DEBIAN-cross"; then
    echo "$1-$CROSS_DEBIAN-cross"
  else
    fail "cross cannot install $1 for $CROSS_PLATFORM: $CROSS_DISTRIBUTION has no archive for $CROSS_DEBIAN. Write strategy: accelerate"
  fi
}

cross_compiler() {
  case $1 in
    build-essential) echo "$CROSS_GCC" && echo "$CROSS_GXX" ;;
    gcc) echo "$CROSS_GCC" ;;
    g++) echo "$CROSS_GCC" && echo "$CROSS_GXX" ;;
    gcc-*) echo "$1-\${CROSS_GCC#gcc-}" ;;
    g++-*) echo "gcc-\${1#g++-}-\${CROSS_GCC#gcc-}" && echo "$1-\${CROSS_GCC#gcc-}" ;;
  esac
}

# The libraries that a package without an architecture depends on; apt would take the build platform's.
libraries_behind() {
  # shellcheck disable=SC2046 # names without blanks
  classify $(apt-cache depends --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances "$1" 2>/dev/null |
    sed -n 's/^ *|\\{0,1\\}Depends: \\([^<:]*\\).*/\\1/p' | sort -u) | sed -n 's/ target$//p'
}

# Whether libraries come for the build platform as well (in a pinned stage), or for the target alone.
beside=both

# What could be upgraded: a library must have the same version for both architectures.
upgradable() {
  "$apt_get" -s -qq upgrade 2>/dev/null | sed -n 's/^Inst \\([^ ]*\\) \\[.*/\\1/p'
}

explain() {
  culprits=
  for word in $translated; do
    case $word in
      *":$CROSS_DEBIAN"*) "$apt_get" -s -qq --no-remove install "$word" >/dev/null 2>&1 || culprits="$culprits \${word%%:*}" ;;
    esac
  done
  printf '%s\\n' "$1" >&2
  fail "cross cannot install\${culprits:-$names} for $CROSS_PLATFORM beside the build platform's packages. Write strategy: accelerate"
}

# install_translated METAPACKAGES ARGUMENT...: turns the list of arguments once around, with each package translated,
# and installs. Returns only when the packages cannot be installed together; then \`said\` has apt's words.
# A metapackage brings the build platform's libraries along; where those conflict, \`without\` leaves it out.
install_translated() {
  metapackages=$1
  shift
  remove=--no-remove
  expect= seen= translated=
  for arg; do
    shift
    if [ -n "$expect" ]; then
      expect=
      set -- "$@" "$arg"
      continue
    fi
    case $arg in
      -*)
        [ "$arg" != -- ] && takes_value "$arg" && expect=1
        set -- "$@" "$arg"
        ;;
      ./* | ../* | /*) set -- "$@" "$arg" ;;
      *)
        if [ -z "$seen" ]; then
          seen=1
          set -- "$@" "$arg"
          continue
        fi
        case $arg in *-) known "\${arg%-}" && remove= ;; esac
        words=$(translate "$arg") || exit $?
        for word in $words; do
          set -- "$@" "$word"
          translated="$translated $word"
        done
        ;;
    esac
  done
  if ! said=$("$apt" -s -qq $remove "$@" 2>&1); then
    more=$(upgradable)
    # shellcheck disable=SC2086 # a list of names
    "$apt" -s -qq $remove "$@" $more >/dev/null 2>&1 || return 1
    # shellcheck disable=SC2086 # a list of names
    set -- "$@" $more
  fi
  "$apt" -o Acquire::Retries=3 $remove "$@"
  code=$?
  set +f
  write_shims
  exit "$code"
}

install() {
  set -f
  # shellcheck disable=SC2086 # a list of names
  classes="
$(classify $names)"
  install_translated with "$@"
  case "$classes
" in *' all
'*) install_translated without "$@" ;; esac
  if [ "$CROSS_PINNED" = 1 ]; then
    beside=alone
    install_translated with "$@"
  fi
  # a request that fails as it is written has an error of its own, in apt's words
  "$apt" -s -qq "$@" >/dev/null 2>&1 || exec "$apt" "$@"
  explain "$said"
}

read_arguments "$@"
case $verb in
  update) exec "$apt" -o Acquire::Retries=3 "$@" ;;
  install | reinstall) install "$@" ;;
  build-dep) fail "cross cannot install what a source package needs (build-dep) for $CROSS_PLATFORM. Write strategy: accelerate" ;;
esac
exec "$apt" "$@"
`;var To=`# What the shims share; sourced with \`root\` set to the folder above bin/, lib/ and native/.

# empty in a build; the tests set up a folder instead
system=\${CROSSBUILD_SYSTEM-}

note() {
  printf 'crossbuild: %s\\n' "$*" >&2
}

fail() {
  note "$*"
  exit 100
}

# PATH as it would be without the shims.
plain_path() {
  plain=:$PATH:
  while :; do
    case $plain in
      *":$root/bin:"*) plain="\${plain%%":$root/bin:"*}:\${plain#*":$root/bin:"}" ;;
      *) break ;;
    esac
  done
  plain=\${plain#:}
  printf '%s\\n' "\${plain%:}"
}

# Prints where the program $1 is that a shim of the same name stands in for; fails when it is not installed.
real() {
  (
    IFS=:
    set -f
    for folder in $PATH; do
      [ "$folder" = "$root/bin" ] && continue
      if [ -f "$folder/$1" ] && [ -x "$folder/$1" ]; then
        printf '%s\\n' "$folder/$1"
        exit 0
      fi
    done
    exit 1
  )
}

# Answers as the shell does for a program that is not installed.
not_found() {
  printf 'sh: %s: not found\\n' "$1" >&2
  exit 127
}
`;var Po=`#!/bin/sh
# The go command: what it builds for the image is for the target, what it runs now is for the build platform.
root=\${0%/*/*}
. "$root/lib/common.sh"
. "$root/target"
go=$CROSS_REAL_GO
[ -x "$go" ] || go=$(real go) || not_found go

# What an outer go shim set (go run, go generate) is not the user's wish.
for name in GOOS GOARCH GOARM GOAMD64 GO386 GOMIPS64 CGO_ENABLED CC CXX AR PKG_CONFIG PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR; do
  eval "[ -n \\"\\\${CROSSBUILD_SET_$name-}\\" ] && [ \\"\\\${CROSSBUILD_SET_$name}\\" = \\"\\\${$name-}\\" ] && unset $name
        unset CROSSBUILD_SET_$name"
done

config=\${GOENV:-\${XDG_CONFIG_HOME:-\${HOME:-/root}/.config}/go/env}
saved=
[ -f "$config" ] && saved=$(cat "$config")

# value NAME: what the user set, in the environment or with \`go env -w\`.
value() {
  eval "found=\\\${$1-}"
  if [ -z "$found" ]; then
    case "
$saved" in
      *"
$1="*)
        found=\${saved#"$1="}
        [ "$found" = "$saved" ] && found=\${saved#*"
$1="}
        found=\${found%%"
"*}
        ;;
    esac
  fi
  printf '%s' "$found"
}

set_now() {
  export "$1=$2" "CROSSBUILD_SET_$1=$2"
}

# put NAME VALUE, unless the user has set it.
put() {
  [ -n "$(value "$1")" ] || set_now "$1" "$2"
}

# Whether the environment is for the target, and not for a GOOS or GOARCH that the user names.
for_target() {
  os=$(value GOOS)
  arch=$(value GOARCH)
  [ "\${os:-linux}" = linux ] && [ "\${arch:-$CROSS_GOARCH}" = "$CROSS_GOARCH" ]
}

target_environment() {
  if ! for_target; then
    # on the target this is already a cross build, for which Go leaves C out
    put CGO_ENABLED 0
    return
  fi
  put GOOS linux
  for pair in $CROSS_GO; do
    put "\${pair%%=*}" "\${pair#*=}"
  done
  if [ "$CROSS_PURE" = 1 ]; then
    put CGO_ENABLED 0
  fi
  [ "$(value CGO_ENABLED)" = 0 ] && return
  cc=$(value CC)
  case $cc in
    /usr/bin/*) [ -x "$root/bin/\${cc##*/}" ] && set_now CC "$root/bin/\${cc##*/}" ;;
  esac
  # with no compiler in the image Go leaves C out, on the target too
  if [ -n "$cc" ] || [ -x "$root/bin/gcc" ]; then
    put CGO_ENABLED 1
  fi
  put CC "$CROSS_CC"
  put CXX "$CROSS_CXX"
  put AR "$CROSS_AR"
  # pkg-config is found by its name and is a shim; this is for one that is called by its path
  put PKG_CONFIG_LIBDIR "$CROSS_PKG_CONFIG_LIBDIR"
  [ -z "$CROSS_PKG_CONFIG_SYSROOT_DIR" ] || put PKG_CONFIG_SYSROOT_DIR "$CROSS_PKG_CONFIG_SYSROOT_DIR"
}

# In a stage that the Dockerfile pins, a go that is not told the target's architecture, or to use C, is left as it is.
if [ "$CROSS_PINNED" = 1 ]; then
  if [ "$(value GOARCH)" = "$CROSS_GOARCH" ] && [ "$(value CGO_ENABLED)" = 1 ]; then
    target_environment
  fi
  exec "$go" "$@"
fi

# native_tool VARIABLE NAME: a name that is a shim means, for a program of the build platform, the tool behind it.
native_tool() {
  wanted=$(value "$1")
  wanted=\${wanted:-$2}
  wanted=\${wanted#"$root/bin/"}
  case $wanted in
    */*) ;;
    *) [ -e "$root/native/$wanted" ] && set_now "$1" "$root/native/$wanted" ;;
  esac
}

native_environment() {
  if for_target; then
    # on the target its own names mean "here"; what \`go env -w\` stored is outweighed by the environment
    unset GOOS GOARCH GOARM GOAMD64 GO386 GOMIPS64
    [ -n "$(value GOARCH)" ] && set_now GOARCH "$CROSS_BUILD_GOARCH"
  fi
  native_tool CC gcc
  native_tool CXX g++
  native_tool AR ar
  native_tool PKG_CONFIG pkg-config
}

# Sets \`verb\`, \`first\` (the first operand), \`change\` (-C) and \`tests_only\` (-c) from the command line.
verb= first= change= tests_only=
read_arguments() {
  expect=
  for arg; do
    if [ -n "$expect" ]; then
      [ "$expect" = -C ] && change=$arg
      expect=
      continue
    fi
    case $arg in
      -C=* | --C=*) change=\${arg#*=} ;;
      -c | --c | -c=true) [ "$verb" = test ] && tests_only=1 ;;
      -args | --args | --) [ "$verb" = test ] && break ;;
      -*=*) ;;
      -a | -n | -race | -msan | -asan | -cover | -v | -work | -x | -linkshared | -modcacherw | -trimpath | -json | -i | -u | -m | -e | -f | -h | -help | --help | -w | -short | -failfast | -benchmem | -deps | -find | -test | -export | -compiled | -versions | -retracted | -buildvcs) ;;
      -*) [ -z "$first" ] && expect=\${arg#-} && expect=-\${expect#-} ;;
      *)
        if [ -z "$verb" ]; then
          verb=$arg
        elif [ -z "$first" ]; then
          first=$arg
        fi
        ;;
    esac
  done
}

# program_names ARGUMENT...: the names of what \`go install path@version ...\` makes.
program_names() {
  seen=
  for arg; do
    [ "$arg" = "$first" ] && seen=1
    [ -n "$seen" ] || continue
    path=\${arg%@*}
    case $path in
      */v[0-9] | */v[0-9][0-9]) path=\${path%/v[0-9]*} ;;
    esac
    printf '%s\\n' "\${path##*/}"
  done
}

# all_in LIST NAME...: whether every name is in the list, in which \`*\` stands for all.
all_in() {
  list=" $1 "
  shift
  for name; do
    case $list in
      *" $name "* | *' * '*) ;;
      *) return 1 ;;
    esac
  done
}

# A program that is installed by path and version may be a tool of the build, or come into the image. Where the plan does not
# know, the target's lies where it belongs, and a twin for the build platform is the one that its name finds.
install_program() {
  set -f
  names=$(program_names "$@")
  set +f
  # shellcheck disable=SC2086 # a list of names
  if all_in "$CROSS_TOOLS" $names; then
    native_environment
    exec "$go" "$@"
  fi
  # shellcheck disable=SC2086 # a list of names
  all_in "$CROSS_PRODUCTS" $names || native_twin "$@" || note "no $first for the build platform"
  install_for_target "$@"
}

native_twin() (
  native_environment
  GOBIN=$(mktemp -d "$root/twin.XXXXXX") || exit
  export GOBIN
  "$go" "$@" || exit
  for program in "$GOBIN"/*; do
    [ -e "$root/bin/\${program##*/}" ] || mv "$program" "$root/bin/"
  done
  rm -rf "$GOBIN"
)

# Go puts foreign binaries in bin/linux_arm64, and refuses with GOBIN; on the target they are in bin.
install_for_target() {
  target_environment
  for_target || exec "$go" "$@"
  [ "$CROSS_GOARCH" = "$("$go" env GOHOSTARCH)" ] && exec "$go" "$@"
  bin=$(value GOBIN)
  gopath=$("$go" env GOPATH)
  gopath=\${gopath%%:*}
  unset GOBIN
  case "
$saved" in
    *"
GOBIN="*)
      config_without=$(mktemp)
      printf '%s\\n' "$saved" | grep -v '^GOBIN=' >"$config_without"
      export GOENV="$config_without"
      ;;
  esac
  "$go" "$@"
  code=$?
  [ -n "\${config_without-}" ] && rm -f "$config_without"
  foreign=$gopath/bin/linux_$CROSS_GOARCH
  if [ -d "$foreign" ]; then
    mkdir -p "\${bin:-$gopath/bin}"
    mv -f "$foreign"/* "\${bin:-$gopath/bin}/" 2>/dev/null
    rmdir "$foreign"
  fi
  exit "$code"
}

read_arguments "$@"
case $verb in
  build | list | vet | fix) target_environment ;;
  install)
    case $first in
      *@*) install_program "$@" ;;
      *) install_for_target "$@" ;;
    esac
    ;;
  env)
    case " $* " in
      *' -w '* | *' -u '*) ;;
      *) target_environment ;;
    esac
    ;;
  version)
    # names the machine that Go itself is for, and a build may write it down
    native_environment
    if [ -z "$first" ]; then
      text=$("$go" "$@") || exit
      printf '%s\\n' "\${text%/"$CROSS_BUILD_GOARCH"}/$CROSS_GOARCH"
      exit
    fi
    ;;
  test) if [ -n "$tests_only" ]; then target_environment; else native_environment; fi ;;
  *) native_environment ;;
esac
exec "$go" "$@"
`;var Do=`#!/bin/sh
# Runs a build platform's tool whose name is taken by a shim: for programs that run during the build.
root=\${0%/*/*}
. "$root/lib/common.sh"
PATH=$(plain_path)
unset PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR
exec "\${0##*/}" "$@"
`;var Lo=`#!/bin/sh
# pkg-config with the target's folders. PKG_CONFIG_SYSROOT_DIR is for Alpine alone: on Debian the libraries lie in the same
# root.
root=\${0%/*/*}
. "$root/lib/common.sh"
. "$root/target"
name=\${0##*/}
name=\${name#"$CROSS_TRIPLE-"}
tool=$(real "$name") || not_found "$name"
if [ -z "\${PKG_CONFIG_LIBDIR-}" ]; then
  export PKG_CONFIG_LIBDIR="$CROSS_PKG_CONFIG_LIBDIR"
  [ -z "$CROSS_PKG_CONFIG_SYSROOT_DIR" ] || export PKG_CONFIG_SYSROOT_DIR="$CROSS_PKG_CONFIG_SYSROOT_DIR"
fi
exec "$tool" "$@"
`;var No=`#!/bin/sh
# Prepares a stage that runs on the build platform to compile for the target platform.
# Usage: setup.sh [pure] [pinned] [platform=PLATFORM]... [product=NAME]... [tool=NAME]...
# pure: nothing in the stage needs a C compiler. pinned: the Dockerfile itself runs the stage on the build platform, so its
# programs mean that one, and only a go command with the target's GOARCH the target. platform: set up for these alone.
# product and tool: what \`go install path@version\` makes for the target alone, and for the build alone.
# Reads ../target of its kit and writes /.crossbuild: bin/ (shims, first in PATH), native/, lib/, target.
set -eu
kit=\${0%/*}
# empty in a build; the tests set up a folder instead
system=\${CROSSBUILD_SYSTEM-}
root=$system/.crossbuild

CROSS_PURE=0 CROSS_PINNED=0 CROSS_PRODUCTS= CROSS_TOOLS= only=
for word; do
  case $word in
    pure) CROSS_PURE=1 ;;
    pinned) CROSS_PINNED=1 ;;
    platform=*) only="$only \${word#platform=} " ;;
    product=*) CROSS_PRODUCTS="$CROSS_PRODUCTS \${word#product=}" ;;
    tool=*) CROSS_TOOLS="$CROSS_TOOLS \${word#tool=}" ;;
  esac
done

BUILDARCH= TARGETPLATFORM= TARGETARCH= CROSSBUILD_CROSS_PACKAGES=
while IFS='=' read -r key text || [ -n "$key" ]; do
  case $key in
    BUILDARCH | TARGETPLATFORM | TARGETARCH | CROSSBUILD_CROSS_PACKAGES) eval "$key=\\$text" ;;
  esac
done <"\${kit%/*}/target"

# the build platform's own binaries need no translation, and then no shim may exist
[ "$BUILDARCH" != "$TARGETARCH" ] || exit 0
case \${only:-all} in
  all | *" $TARGETPLATFORM "*) ;;
  *) exit 0 ;;
esac

mkdir -p "$root/bin" "$root/lib" "$root/native"
cp "$kit"/*.sh "$root/lib/"
chmod 755 "$root/lib"/*.sh
. "$root/lib/common.sh"
. "$root/lib/targets.sh"

CROSS_PLATFORM=$TARGETPLATFORM CROSS_BUILD_GOARCH=$BUILDARCH CROSS_GOARCH=$TARGETARCH
CROSS_GO= CROSS_CFLAGS= CROSS_DEBIAN= CROSS_TRIPLE= CROSS_MULTIARCH= CROSS_GCC= CROSS_GXX= CROSS_APK= CROSS_MUSL=
CROSS_CLANG= CROSS_SYSROOT= CROSS_PKG_CONFIG_SYSROOT_DIR=
CROSS_ARCHIVE=1 CROSS_BIN=$system/usr/bin CROSS_CC= CROSS_CXX= CROSS_AR= CROSS_PKG_CONFIG_LIBDIR=
target_of "$TARGETPLATFORM" || fail "cross has no compiler for $TARGETPLATFORM. Write strategy: accelerate"

ID= ID_LIKE= PRETTY_NAME= VERSION_CODENAME= UBUNTU_CODENAME=
[ ! -f "$system/etc/os-release" ] || . "$system/etc/os-release"
CROSS_DISTRIBUTION=\${PRETTY_NAME:-this image}

# What the shims know, in a form that they source.
write_target() {
  for name in PLATFORM BUILD_GOARCH GOARCH GO CFLAGS DEBIAN TRIPLE MULTIARCH GCC GXX APK SYSROOT ARCHIVE BIN CC CXX AR CLANG \\
    PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR PURE PINNED PRODUCTS TOOLS REAL_GO DISTRIBUTION; do
    eval "text=\\$CROSS_$name"
    printf "CROSS_%s='%s'\\n" "$name" "$(printf %s "$text" | sed "s/'/'\\\\\\\\''/g")"
  done >"$root/target"
}

. "$root/lib/shims.sh"
CROSS_REAL_GO=
ln -sf ../lib/go.sh "$root/bin/go"
go_shim
if [ "$CROSS_PURE" = 1 ]; then
  write_target
elif command -v apt-get >/dev/null; then
  . "$root/lib/setup-apt.sh"
elif command -v apk >/dev/null; then
  . "$root/lib/setup-alpine.sh"
else
  fail "cross knows the packages of Debian, Ubuntu and Alpine, not those of $CROSS_DISTRIBUTION. Write strategy: accelerate"
fi
`;var Go=`# The set-up of an Alpine stage; sourced by setup.sh. The compiler is installed when the image has one, or when the stage
# installs one: golang's Alpine images have none.
. "$root/lib/shims.sh"
. "$root/lib/alpine.sh"
[ -n "$CROSS_APK" ] || fail "Alpine has no architecture for $TARGETPLATFORM. Write strategy: accelerate"
PATH=$(plain_path)

case \${VERSION_ID:-} in
  3.[0-9] | 3.[0-9].* | 3.1[0-9] | 3.1[0-9].* | 2.*)
    fail "cross needs Alpine 3.20 or newer, and this is $CROSS_DISTRIBUTION. Write strategy: accelerate"
    ;;
esac

# the names that Alpine gives the target; its triples already name the variant of Arm
CROSS_DEBIAN= CROSS_TRIPLE=$CROSS_MUSL CROSS_SYSROOT=$system/$CROSS_MUSL CROSS_BIN=$root/cross
[ "$TARGETARCH" != arm ] || CROSS_CFLAGS=
CROSS_CLANG="--target=$CROSS_MUSL --sysroot=$CROSS_SYSROOT\${CROSS_CFLAGS:+ $CROSS_CFLAGS}"
CROSS_CC=$CROSS_BIN/$CROSS_TRIPLE-gcc
CROSS_CXX=$CROSS_BIN/$CROSS_TRIPLE-g++
CROSS_AR=$CROSS_BIN/$CROSS_TRIPLE-ar
CROSS_PKG_CONFIG_SYSROOT_DIR=$CROSS_SYSROOT
CROSS_PKG_CONFIG_LIBDIR=$CROSS_SYSROOT/usr/lib/pkgconfig:$CROSS_SYSROOT/usr/share/pkgconfig
# clang has the flags in its own scripts
CROSS_CFLAGS=

write_target
if real g++ >/dev/null; then
  toolchain g++
elif real gcc >/dev/null || real clang >/dev/null; then
  toolchain
else
  write_shims
fi
ln -sf ../lib/apk.sh "$root/bin/apk"
wanted=$(printf %s "$CROSSBUILD_CROSS_PACKAGES" | tr ',;\\n' '   ')
# shellcheck disable=SC2086 # a list of names
[ -z "\${wanted# }" ] || "$root/bin/apk" --no-cache add $wanted
`;var Mo=`# The toolchain of a Debian or Ubuntu stage; sourced by setup.sh.
[ -n "$CROSS_DEBIAN" ] || fail "Debian has no architecture for $TARGETPLATFORM. Write strategy: accelerate"

# the shims are not in use here, so that what is written is what is meant
PATH=$(plain_path)
export DEBIAN_FRONTEND=noninteractive
native=$(dpkg --print-architecture)
sources=$system/etc/apt/sources.list
had_lists=$(find "$system/var/lib/apt/lists" -maxdepth 1 -type f ! -name lock 2>/dev/null | head -n 1)

# Ubuntu keeps amd64 and i386 on one host and everything else on another; asking the wrong one is an error.
is_ubuntu() {
  case " $ID $ID_LIKE " in *' ubuntu '*) return 0 ;; *) return 1 ;; esac
}

# Binds every source that names no architecture to the build platform's.
bind_sources() {
  for list in "$sources" "$sources.d"/*.list; do
    [ -f "$list" ] || continue
    sed -i -E \\
      -e "/^deb(-src)?[[:space:]]+\\[[^]]*arch=/b" \\
      -e "s/^(deb(-src)?)[[:space:]]+\\[[[:space:]]*/\\1 [arch=$native /" \\
      -e "t" \\
      -e "s/^(deb(-src)?)[[:space:]]+/\\1 [arch=$native] /" "$list"
  done
  for list in "$sources.d"/*.sources; do
    [ -f "$list" ] || continue
    awk -v native="$native" '
      function flush() {
        if (body && !bound) stanza = stanza "Architectures: " native "\\n"
        printf "%s", stanza
        stanza = ""; body = 0; bound = 0
      }
      /^[[:space:]]*$/ { flush(); print; next }
      /^Architectures:/ { bound = 1 }
      { if ($0 !~ /^#/) body = 1; stanza = stanza $0 "\\n" }
      END { flush() }' "$list" >"$list.new"
    cat "$list.new" >"$list"
    rm "$list.new"
  done
}

ubuntu_host() {
  case $1 in amd64 | i386) echo archive ;; *) echo ports ;; esac
}

add_ubuntu_source() {
  case $(ubuntu_host "$CROSS_DEBIAN") in
    archive) main=http://archive.ubuntu.com/ubuntu security=http://security.ubuntu.com/ubuntu ;;
    ports) main=http://ports.ubuntu.com/ubuntu-ports security=http://ports.ubuntu.com/ubuntu-ports ;;
  esac
  code=\${UBUNTU_CODENAME:-$VERSION_CODENAME}
  components='main restricted universe multiverse'
  keys=/usr/share/keyrings/ubuntu-archive-keyring.gpg
  for pocket in '' -updates -security; do
    [ "$pocket" = -security ] && from=$security || from=$main
    printf 'deb [arch=%s signed-by=%s] %s %s%s %s\\n' "$CROSS_DEBIAN" "$keys" "$from" "$code" "$pocket" "$components"
  done >"$sources.d/crossbuild.list"
}

update() {
  for attempt in 1 2 3; do
    apt-get update -qq -o Acquire::Retries=3 -o APT::Update::Error-Mode=any && return
    sleep "$attempt"
  done
  apt-get update -o Acquire::Retries=3 ||
    fail "cross cannot fetch the package lists of $CROSS_DEBIAN for $CROSS_DISTRIBUTION. Try again, or write strategy: accelerate"
}

has_candidate() {
  apt-cache policy "$1" | grep -q '^  Candidate: [^(]'
}

# A library must have the same version for both architectures, so when it does not fit, upgrades come along.
install() {
  set -- install -y -qq --no-install-recommends --no-remove -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 \\
    -o Dpkg::Options::=--force-confold "$@"
  if ! apt-get -s "$@" >/dev/null 2>&1; then
    # shellcheck disable=SC2046 # names without blanks
    set -- "$@" $(apt-get -s -qq upgrade | sed -n 's/^Inst \\([^ ]*\\) \\[.*/\\1/p')
    apt-get -s "$@" >/dev/null || return 1
  fi
  apt-get "$@" >/dev/null
}

if is_ubuntu; then
  [ "$CROSS_DEBIAN" != armel ] || fail "Ubuntu has no packages for $TARGETPLATFORM. Write strategy: accelerate"
  # one host for both needs nothing, and apt refuses a second source of it with other options
  if [ "$(ubuntu_host "$native")" != "$(ubuntu_host "$CROSS_DEBIAN")" ]; then
    bind_sources
    add_ubuntu_source
  fi
fi
dpkg --add-architecture "$CROSS_DEBIAN"
update
if ! has_candidate "libc6-dev:$CROSS_DEBIAN"; then
  CROSS_ARCHIVE=0
  dpkg --remove-architecture "$CROSS_DEBIAN"
  rm -f "$sources.d/crossbuild.list"
fi

# A compiler for the target is there when one for the build platform is; otherwise when the stage installs one.
packages=
real gcc >/dev/null && packages=$CROSS_GCC
real g++ >/dev/null && packages="$packages $CROSS_GXX"
libraries=
if [ -n "$packages" ]; then
  if [ "$CROSS_ARCHIVE" = 1 ]; then
    # the target's own libc and not the one for cross compilers alone: what is linked with it also runs here
    libraries=libc6-dev:$CROSS_DEBIAN
    ! real g++ >/dev/null || libraries="$libraries libstdc++6:$CROSS_DEBIAN"
  else
    libraries=libc6-dev-$CROSS_DEBIAN-cross
  fi
fi
# shellcheck disable=SC2086 # lists of names
[ -z "$packages" ] || install $packages $libraries ||
  fail "cross cannot install the compiler for $TARGETPLATFORM in $CROSS_DISTRIBUTION. Write strategy: accelerate"

CROSS_CC="$CROSS_TRIPLE-gcc\${CROSS_CFLAGS:+ $CROSS_CFLAGS}"
CROSS_CXX="$CROSS_TRIPLE-g++\${CROSS_CFLAGS:+ $CROSS_CFLAGS}"
CROSS_AR=$CROSS_TRIPLE-ar
CROSS_CLANG="--target=$CROSS_TRIPLE\${CROSS_CFLAGS:+ $CROSS_CFLAGS}"
CROSS_PKG_CONFIG_LIBDIR=/usr/local/lib/$CROSS_MULTIARCH/pkgconfig:/usr/local/lib/pkgconfig:/usr/local/share/pkgconfig:/usr/lib/$CROSS_MULTIARCH/pkgconfig:/usr/lib/pkgconfig:/usr/share/pkgconfig
write_target
write_shims
for name in apt-get apt; do
  ! real "$name" >/dev/null || ln -sf ../lib/apt.sh "$root/bin/$name"
done
wanted=$(printf %s "$CROSSBUILD_CROSS_PACKAGES" | tr ',;\\n' '   ')
# shellcheck disable=SC2086 # a list of names
[ -z "\${wanted# }" ] || "$root/bin/apt-get" install -y -qq --no-install-recommends $wanted
[ -n "$had_lists" ] || find "$system/var/lib/apt/lists" -mindepth 1 -maxdepth 1 ! -name lock ! -name partial -exec rm -rf {} +
`;var Bo=`# Writes the shims; sourced after common.sh and the target file. A shim exists only where the image has the tool
# that it stands in for, so that nothing looks installed that is not.

# script PATH BODY
script() {
  printf '#!/bin/sh\\n%s\\n' "$2" >"$1.new"
  chmod 755 "$1.new"
  mv -f "$1.new" "$1"
}

# Go puts its own folder first on the PATH of what it starts, and a file may name that folder: so the shim stands in the
# place of Go's program as well, and the program beside it.
go_shim() {
  program=$(real go) || return 0
  program=$(readlink -f "$program")
  beside=\${program%/*}/crossbuild-go
  [ ! -e "$beside" ] && mv -f "$program" "$beside" 2>/dev/null || return 0
  script "$program" "exec $root/bin/go \\"\\$@\\""
  CROSS_REAL_GO=$beside
  [ ! -f "$root/target" ] || printf "CROSS_REAL_GO='%s'\\n" "$beside" >>"$root/target"
}

# One shim per tool of the cross compiler: gcc-12 stands for aarch64-linux-gnu-gcc-12.
# In a stage that the Dockerfile pins, gcc and pkg-config mean the build platform's.
compiler_shims() {
  [ "$CROSS_PURE$CROSS_PINNED" = 00 ] || return 0
  for cross in "$CROSS_BIN/$CROSS_TRIPLE"-*; do
    tool=\${cross##*"/$CROSS_TRIPLE-"}
    flags=
    case $tool in
      gcc | gcc-[0-9]* | g++ | g++-[0-9]* | cpp | cpp-[0-9]*) flags=$CROSS_CFLAGS ;;
      gcc-ar* | gcc-nm* | gcc-ranlib* | as | ld | ld.* | ar | nm | ranlib | strip | objcopy | objdump | readelf | size) ;;
      *) continue ;;
    esac
    tool_shim "$tool" "$cross" "$flags"
    case $tool in
      gcc) tool_shim cc "$cross" "$flags" ;;
      g++) tool_shim c++ "$cross" "$flags" ;;
    esac
  done
  clang_shims
}

# tool_shim NAME CROSS FLAGS
tool_shim() {
  real "$1" >/dev/null || return 0
  script "$root/bin/$1" "exec $2\${3:+ $3} \\"\\$@\\""
  ln -sf ../lib/native.sh "$root/native/$1"
}

# clang is one compiler for every target; who names a target (bpf) means that one.
clang_shims() {
  for name in $(clang_names); do
    native=$(real "$name") || continue
    script "$root/bin/$name" "for arg; do
  case \\$arg in
    -target | --target=* | -print-* | --version) exec $native \\"\\$@\\" ;;
  esac
done
exec $native $CROSS_CLANG \\"\\$@\\""
    ln -sf ../lib/native.sh "$root/native/$name"
  done
}

clang_names() {
  (
    IFS=:
    for folder in $PATH; do
      for found in "$folder"/clang "$folder"/clang++ "$folder"/clang-[0-9]* "$folder"/clang++-[0-9]*; do
        [ -x "$found" ] && printf '%s\\n' "\${found##*/}"
      done
    done
  ) | sort -u
}

pkg_config_shims() {
  [ "$CROSS_PURE$CROSS_PINNED" = 00 ] || return 0
  for name in pkg-config pkgconf; do
    real "$name" >/dev/null || continue
    ln -sf ../lib/pkg-config.sh "$root/bin/$name"
    ln -sf ../lib/pkg-config.sh "$root/bin/$CROSS_TRIPLE-$name"
    ln -sf ../lib/native.sh "$root/native/$name"
  done
}

# The cross compiler for C++ brings a libc of the release's first day, and looks there first. Where the target's own is
# there too, with the fixes since then, the compiler gets that one.
own_libc() {
  theirs=/usr/$CROSS_TRIPLE/lib
  [ "$CROSS_ARCHIVE" = 1 ] && [ -f "$system$theirs/libc.so.6" ] && [ ! -L "$system$theirs/libc.so.6" ] || return 0
  for package in "libc6-dev-$CROSS_DEBIAN-cross" "libc6-$CROSS_DEBIAN-cross"; do
    dpkg -L "$package" 2>/dev/null || true
  done | while read -r file; do
    case $file in "$theirs"/*) ;; *) continue ;; esac
    for own in "/usr/lib/$CROSS_MULTIARCH/\${file#"$theirs/"}" "/lib/$CROSS_MULTIARCH/\${file#"$theirs/"}"; do
      if [ -f "$system$own" ]; then
        ln -sf "$own" "$system$file"
        break
      fi
    done
  done
}

write_shims() {
  go_shim
  compiler_shims
  pkg_config_shims
  own_libc
}
`;var Fo="/.crossbuild-kit",be={"/cross/alpine.sh":Ao,"/cross/apk.sh":_o,"/cross/apt.sh":Io,"/cross/common.sh":To,"/cross/go.sh":Po,"/cross/native.sh":Do,"/cross/pkg-config.sh":Lo,"/cross/setup.sh":No,"/cross/setup-alpine.sh":Go,"/cross/setup-apt.sh":Mo,"/cross/shims.sh":Bo,"/cross/targets.sh":ed()};function gn({cgoDisabled:t,products:e,tools:n=[],pinned:r,platforms:o}){let s=["/bin/sh",`${Fo}/cross/setup.sh`,...t?["pure"]:[],...r?["pinned"]:[],...(o??[]).map(i=>`platform=${i}`),...e.map(i=>`product=${i}`),...n.map(i=>`tool=${i}`)];return["ARG TARGETPLATFORM",`RUN --mount=type=bind,from=${he},target=${Fo} ${JSON.stringify(s).replaceAll('","','", "')}`,"ENV PATH=/.crossbuild/bin:$PATH"]}function ed(){return["# Names of each target platform. Made from src/platform/table.ts.","target_of() {","  case $1 in",...rt.flatMap(e=>{let n=ot(e),r="platform"in n?j(n.platform):void 0;return r===void 0?[]:[`    ${e})
${td(r)}
      ;;`]}),"    *) return 1 ;;","  esac","}",""].join(`
`)}function td({debian:t,alpine:e,go:n,cflags:r}){let o={CROSS_DEBIAN:t?.arch,CROSS_TRIPLE:t?.triple,CROSS_MULTIARCH:t?.multiarch,CROSS_GCC:t?.gcc,CROSS_GXX:t?.gxx,CROSS_APK:e?.arch,CROSS_MUSL:e?.triple,CROSS_GO:Object.entries(n).map(([s,i])=>`${s}=${i}`).join(" "),CROSS_CFLAGS:r.join(" ")};return Object.entries(o).filter(([,s])=>s!==void 0&&s!=="").map(([s,i])=>`      ${s}='${i}'`).join(`
`)}var nd="docker-clean|keep-cache|cache|recommends|suggests|retries",rd=new RegExp(String.raw`\/etc\/apt\/apt\.conf\.d\/[\w.-]*(${nd})\b`,"g");function wt(t){return/\/etc\/apt|sources\.list|add-apt-repository|\bppa:/.test(t.replace(rd,""))}function od(t){return t.slice(t.lastIndexOf("/")+1)}function Z({installers:t},[e="",...n],r){return t.includes(od(e))&&n.some(o=>r.has(o))}function St(t){return!("mark"in t)}var S=class extends Error{};function We(t){return{words:[],assignments:{},line:t,opaque:!0}}function ye(t){let[,e,n]=/^([A-Za-z_][A-Za-z0-9_]*)\+?=(.*)$/s.exec(t)??[];return e===void 0||n===void 0?void 0:[e,n]}var sd={valued:["-u","--unset","-C","--chdir","-a","--argv0"],not:["-S","--split-string"],assigns:!0},id={valued:["-u","-g","-h","-p","-C","-r","-t","-T","-D","-R","--user","--group","--chdir","--host"],not:["-i","-s","-e","-l","-v","--login","--shell","--edit"],assigns:!0},$n={env:sd,sudo:id,time:{valued:["-o","-f","--output","--format"]},exec:{valued:["-a"]},nice:{valued:["-n","--adjustment"]},ionice:{valued:["-c","-n","--class","--classdata"],not:["-p"]},command:{valued:[],not:["-v","-V"]},builtin:{valued:[]},nohup:{valued:[]},eatmydata:{valued:[]},stdbuf:{valued:["-i","-o","-e"]},timeout:{valued:["-k","-s","--kill-after","--signal"],skip:1},gosu:{valued:[],skip:1},"su-exec":{valued:[],skip:1},xargs:{valued:["-n","-I","-P","-L","-d","-s","-a","-E","--max-args","--max-procs","--arg-file","--delimiter"]}},ad=new Set(["--rcfile","--init-file"]),Uo=new Set(["sh","bash","dash","ash","ksh","zsh","busybox.sh"]);function kt(t){return t.slice(t.lastIndexOf("/")+1)}function we(t,e){let n=new Map(Object.entries(t.assignments)),r=0;for(let o=Ho(t.words,r);o!==void 0;o=Ho(t.words,r)){r=o.at;for(let[s,i]of o.pairs)n.set(s,i)}return ld({...t,words:t.words.slice(r),assignments:Object.fromEntries(n)},e)}function Wo(t){return Object.hasOwn($n,t)?$n[t]:void 0}function Ho(t,e){let n=Wo(kt(t[e]??""));if(n===void 0)return;let r=Vo(t,e+1,n);if(r===void 0)return;let o=r+(n.skip??0),s=n.assigns?cd(t,o):[],i=o+s.length;return i<t.length?{at:i,pairs:s}:void 0}function ld(t,e){let[n="",...r]=t.words,o=kt(n);if(Uo.has(o))return fd(t,r,e);if(o==="eval")return md(t,r,e);if(o==="find")return dd(t,e);let s=o==="env"||o==="sudo"?Wo(o):void 0;return[s!==void 0&&Vo(t.words,1,s)===void 0?xt(t):vt(t)]}function dd(t,e){let n=de(t.words),r=n.filter(([o=""])=>yn(o));return n.some(o=>o.some(s=>kt(s)==="find"))?[xt(t)]:[vt(t),...r.flatMap(o=>we({...t,words:o},e))]}function yn(t){let e=kt(t);return Uo.has(e)||Object.hasOwn($n,e)}function de(t){let e=[],n;for(let[r,o]of t.entries())if(n===void 0){if(!/^-(exec|execdir|ok|okdir)$/.test(o))continue;n=[],e.push(n)}else o===";"||o==="+"&&t[r-1]==="{}"?n=void 0:n.push(o);return e.filter(r=>r.length>0)}function cd(t,e){let n=[];for(let r=ye(t[e]??"");r;r=ye(t[e+n.length]??""))n.push(r);return n}function vt({words:t,assignments:e,line:n,stdin:r}){return{words:t,assignments:e,line:n,...r===void 0?{}:{stdin:r.text}}}function xt(t){return{...vt(t),opaque:!0}}function Vo(t,e,{valued:n,not:r=[]}){let o=e;for(;o<t.length;o++){let s=t[o]??"";if(s==="--")return o+1;if(!s.startsWith("-"))break;let{name:i,hasValue:a}=ud(s);if(r.includes(i))return;n.includes(i)&&!a&&o++}return o}function ud(t){return t.startsWith("--")?{name:t.split("=")[0]??t,hasValue:t.includes("=")}:{name:t.slice(0,2),hasValue:t.length>2}}function fd(t,e,n){let{takesScript:r,end:o}=pd(e),s=e[o];return r?s===void 0?[xt(t)]:bn(t,s,t.line,n):(s===void 0||e.slice(0,o).some(a=>/^-[a-z]*s/.test(a)))&&t.stdin!==void 0?bn(t,t.stdin.text,t.stdin.line,n):[vt(t)]}function pd(t){let e=!1,n=0;for(;n<t.length;n++){let r=t[n]??"";if(r==="--"||r==="-")return{takesScript:e,end:n+1};if(!/^[-+]/.test(r))break;let o=r.startsWith("--");!o&&r.includes("c")&&(e=!0),(o?ad.has(r):/[oO]$/.test(r))&&n++}return{takesScript:e,end:n}}function bn(t,e,n,r){if(/^\s*["']?\$/.test(e))return[xt(t)];let o=r(e,n).map(s=>St(s)?{...s,assignments:{...t.assignments,...s.assignments}}:s);return[{mark:"open"},...o,{mark:"close"}]}function md(t,e,n){let r=e.join(" ");return r.includes("$")||r.includes("`")?[We(t.line)]:bn(t,r,t.line,n)}var y={asks:0,runs:1,scripts:2,installs:3,compiles:4},hd=[{names:/^go$/,compiles:/^(build|install|test|run|generate)$/},{names:/^(g?make|ninja|samu|scons|bazel)$/,cost:y.compiles},{names:/^([\w.]+-)*(gcc|g\+\+|cc|c\+\+|clang(\+\+)?|gfortran)$/,cost:y.compiles},{names:/^(docker-php-ext-install|dpkg-buildpackage|debuild|rpmbuild)$/,cost:y.compiles},{names:/^(cmake|meson)$/,cost:y.compiles,installs:/^(--)?install$/,configures:!0},{names:/^(configure|config|Configure)$/,cost:y.compiles,configures:!0},{names:/^(autogen\.sh|autoreconf|bootstrap(\.sh)?|buildconf)$/,cost:y.compiles,configures:!0},{names:/^(cargo|maturin|wasm-pack)$/,compiles:/^(b|build|install|test|rustc|check|clippy|doc)$/,emulated:"rustc"},{names:/^rustc$/,cost:y.compiles,emulated:"rustc"},{names:/^(javac|mvnw?|gradlew?|ant|sbt|lein|kotlinc|scalac?)$/,cost:y.compiles,emulated:"java"},{names:/^java$/,emulated:"java"},{names:/^(dotnet|msbuild)$/,compiles:/^(build|publish|test|pack|msbuild)$/,installs:/^restore$/,emulated:"dotnet"},{names:/^(ghc|cabal|stack)$/,cost:y.compiles,emulated:"ghc"},{names:/^swiftc?$/,cost:y.compiles,emulated:"swift"},{names:/^(npm|npx|yarn|pnpm|corepack|node|nodejs|node-gyp)$/,installs:/^(ci|i|add|install|rebuild|run|build)$/,emulated:"node"},{names:/^bunx?$/,installs:/^(i|add|install|run|build)$/,emulated:"bun"},{names:/^(pip|pipx|pipenv|uv|poetry|pdm|hatch|conda|mamba)$/,installs:/^(add|create|install|sync|update|wheel|build)$/,emulated:"python"},{names:/^(python|pypy)$/,installs:/^(setup\.py|-m)$/,emulated:"python"},{names:/^(gem|bundle|bundler)$/,installs:/^(install|update)$/,emulated:"ruby"},{names:/^(ruby|rake|rails)$/,emulated:"ruby"},{names:/^pecl$/,cost:y.compiles},{names:/^(composer|composer\.phar|php)$/,installs:/^(install|update|require)$/,emulated:"php"},{names:/^(mix|rebar3|erlc|elixirc?)$/,compiles:/^(compile|deps\.compile|release)$/,emulated:"erl"},{names:/^(perl|cpan|cpanm)$/,emulated:"perl"},{names:/^(R|Rscript)$/,emulated:"R"},{names:/^(opam|dune|ocaml(c|opt|find)?)$/,cost:y.compiles,emulated:"ocaml"},{names:/^(zig|nim|crystal|julia|dart|deno)$/,cost:y.compiles}],gd=/^(sh|bash|dash|ash|zsh|\.|source)$/;function $d(t){return t.slice(t.lastIndexOf("/")+1).replace(/(?<=[a-z+])-?\d+(\.\d+)*$/,"")}function wn(t){let e=$d(t.words[0]??"");return hd.find(({names:n})=>n.test(e))}function Sn({words:[,...t]}){return t.length>0&&t.every(e=>/^(--?version|-V|-v|version|--help)$/.test(e))}function Ve(t){if(t.opaque)return y.runs;let[e="",...n]=t.words;if(Sn(t))return y.asks;if(/(^|\/)find$/.test(e))return de(n).reduce((o,s)=>Math.max(o,Ve({...t,words:s})),y.runs);let r=wn(t);return r===void 0?gd.test(e)||e.includes("/")?y.scripts:y.runs:r.compiles!==void 0&&n.some(o=>r.compiles?.test(o))?n.some(o=>/@v?[\w.]+$/.test(o))?y.installs:y.compiles:r.installs!==void 0&&n.some(o=>r.installs?.test(o))?y.installs:r.cost??y.runs}function jo(t){return!Sn(t)&&wn(t)?.configures===!0}function Ot(t){let e=t.flatMap(n=>Sn(n)?[]:wn(n)?.emulated??[]);return[...new Set(e)]}var qo=new Set([...K.flatMap(({installers:t,helpers:e})=>[...t,...e]),...`: [ [[ true false test echo printf cat cp mv rm mkdir rmdir ln ls pwd cd touch chmod chown chgrp stat du df head tail
  cut tr sort uniq wc tee sed awk grep egrep fgrep find basename dirname readlink realpath mktemp install date sleep
  sha256sum sha512sum sha1sum md5sum gpg tar gzip gunzip xz unxz bzip2 bunzip2 unzip zip zstd
  curl wget git locale-gen update-ca-certificates update-alternatives ldconfig groupadd useradd usermod addgroup adduser groupmod
  passwd setcap getcap id whoami hostname uname env export unset set shopt exit return local readonly
  declare trap umask ulimit command type which hash wait read file ldd strip upx objdump readelf nm jq yq
  break continue shift getopts let times alias pushd popd seq expr diff cmp patch split od xxd base64 zcat xzcat rsync
  openssl ssh-keyscan ssh-keygen chpasswd localedef nproc getent lsb_release
  gpgconf gpg1 locale arch getconf mknod mkfifo sync deluser delgroup a2enmod a2dismod a2ensite a2dissite`.split(/\s+/).filter(t=>t!=="")]),bd=new Set(["mod","env","version","clean","fmt","help","telemetry","work","doc"]);function Se(t){let{because:e}=zo(t)??{};return e===void 0?{yes:!1,because:"nothing in it compiles"}:{yes:!0,because:e}}function Ct(t){return zo(t)?.cost??y.asks}function zo(t){return t.flatMap(e=>{let n=yd(e);return n===void 0?[]:[{because:n,cost:Ve(e)}]}).toSorted((e,n)=>n.cost-e.cost)[0]}function yd(t){if(t.opaque)return"it could not be read to the end";let[e="",...n]=t.words,r=e.slice(e.lastIndexOf("/")+1);if(r==="."||r==="source")return/^\/etc\//.test(n[0]??"")?void 0:`it reads ${n[0]}`;if(wd(r,n))return`it runs ${r} source and builds it`;let o=Sd(t,r);return o&&`it runs ${o}`}function wd(t,e){return/^apt(-get)?$/.test(t)&&e.includes("source")&&e.some(n=>/^(-b|--compile|--build)$/.test(n))}function Sd(t,e){if(e==="find"){let r=de(t.words).find(([o=""])=>!qo.has(o)&&!yn(o));return r&&`find -exec ${r[0]}`}if(e!=="go")return e===""||qo.has(e)?void 0:e;let n=O(t)??"help";return bd.has(n)?void 0:`go ${n}`}function O({words:[t="",...e]}){return/(^|\/)go$/.test(t)?(e[0]==="-C"?e.slice(2):e).find(r=>!r.startsWith("-")):void 0}function Ko(t){return t.some(e=>O(e)==="mod"&&e.words.some(n=>kd.has(n)))}var kd=new Set(["download","tidy","vendor","verify"]);function kn(t){return Rt(t,z.installs).length>0}function Yo(t){return Rt(t,z.fetches).length>0}function Xo(t){let e=[...Rt(t,z.installs),...Rt(t,z.fetches)];return["apt-get","apt"].filter(n=>e.includes(n))}function Rt(t,e){return t.flatMap(({words:n})=>Z(z,n,e)?[n[0]??""]:[])}var vd=/[ \t\r\n;&|<>()]/,xd=200;function Od(t){let e=t.at(-1)??"";return/[?*+@!]/.test(e)||e==="="&&/^[A-Za-z_]\w*\+?=$/.test(t)}var Et=class{at=0;text;nesting;constructor(e,n=0){this.text=e,this.nesting=n}nest(e){if(this.nesting>=xd)throw new S("it is nested too deep");this.nesting++,e(),this.nesting--}peek(){return this.text.charAt(this.at)}rest(){return this.text.slice(this.at)}match(e){let n=e.exec(this.rest())?.[0];if(n!==void 0)return this.at+=n.length,n}blanks(){this.match(/^(?:[ \t\r]|\\\r?\n)+/)}comment(){this.match(/^[^\n]*/)}word(){let e=this.at,n="";for(;this.at<this.text.length;){let r=this.piece(e,n);if(r===void 0)break;n+=r}return{raw:this.text.slice(e,this.at),value:n}}piece(e,n){let r=this.peek();if(r==="\\")return this.escaped();if(r==="'")return this.single();if(r==='"')return this.double();if(r==="$")return this.dollar();if(r==="`")return this.backtick();if(n===""&&this.opensProcess(r))return this.process();if(r==="("&&this.at>e&&Od(n))return this.group();if(!vd.test(r))return this.at++,r}escaped(){let e=this.text.charAt(this.at+1);return this.at+=2,e===`
`?"":e||"\\"}opensProcess(e){return(e==="<"||e===">")&&this.text.charAt(this.at+1)==="("}process(){let e=this.at;return this.at+=2,this.substitution(),this.text.slice(e,this.at)}single(){let e=this.text.indexOf("'",this.at+1);if(e<0)throw new S("a single quote is not closed");let n=this.text.slice(this.at+1,e);return this.at=e+1,n}double(){let e="";for(this.at++;this.at<this.text.length;){let n=this.peek();if(n==='"')return this.at++,e;n==="$"?e+=this.dollar():n==="`"?e+=this.backtick():n==="\\"?e+=this.escapedInDouble():(e+=n,this.at++)}throw new S("a double quote is not closed")}escapedInDouble(){let e=this.text.charAt(this.at+1);return this.at+=2,e===`
`?"":/["$`\\]/.test(e)?e:`\\${e}`}dollar(){let e=this.at,n=this.text.startsWith("$'",e);return this.nest(()=>this.variable(e)),n?this.text.slice(e+2,this.at-1):this.text.slice(e,this.at)}variable(e){let n=this.rest();if(n.startsWith("$((")){if(this.at++,this.arithmetic(),this.text.slice(e,this.at).includes(";"))throw new S("this is no arithmetic")}else if(n.startsWith("$("))this.at+=2,this.substitution();else if(n.startsWith("${"))this.brace();else if(n.startsWith("$'")){if(this.match(/^\$'(?:\\.|[^\\'])*'/s)===void 0)throw new S("a quote is not closed")}else this.at+=n.startsWith("$$")?2:1}brace(){for(this.at+=2;this.at<this.text.length;){let e=this.peek();if(e==="}"){this.at++;return}this.part(e)}throw new S("a ${ is not closed")}arithmetic(){if(!this.group().endsWith("))"))throw new S("this is no arithmetic")}group(){let e=this.at,n=0;for(;this.at<this.text.length;){let r=this.peek();if(r==="("||r===")"){if(n+=r==="("?1:-1,this.at++,n===0)return this.text.slice(e,this.at)}else this.part(r)}throw new S("a parenthesis is not closed")}part(e){e==="\\"?this.at+=2:e==="'"?this.single():e==='"'?this.double():e==="$"?this.dollar():e==="`"?this.backtick():this.at++}backtick(){let e=this.at,n=this.match(/^`(?:\\.|[^\\`])*`/s);if(n===void 0)throw new S("a backtick is not closed");return this.backticks(n.slice(1,-1).replace(/\\([`$\\])/g,"$1"),e),n}};var Rd=new Map([["if","if"],["then","then"],["elif","elif"],["else","else"],["fi","fi"],["while","loop"],["until","loop"],["do","do"],["done","done"],["esac","esac"],["!","not"],["{","group"],["}","ungroup"],["coproc","end"]]),Cd={"&&":"and","||":"or","|":"pipe","|&":"pipe"},Ed=/^(?:&&|\|\||;;&|;;|;&|;|\|&|\||&(?!>))/,Ad=/^\d*(?:<<<|<<-?|<>|>>|>\||>&|<&|&>>|&>|<(?!\()|>(?!\())/,_d=12;function je(t,e){let n=[];for(let r=t.indexOf(`
`);r>=0;r=t.indexOf(`
`,r+1))n.push(r);return r=>e+D(n,o=>o<r)}function ke(t,e){if((e.depth??0)>_d)return[We(e.lineOf(0))];let n=new _t(t,e);try{n.list("")}catch(r){if(!(r instanceof S))throw r;n.items.push(We(e.lineOf(n.at)))}return n.items}function Qo(t,e){let n=new _t(t,{lineOf:()=>1});n.at=e;try{n.list(")")}catch(r){if(!(r instanceof S))throw r;return-1}return n.at-1}function At(){return{words:[],assignments:Object.create(null),start:void 0,stdin:void 0}}var _t=class extends Et{items=[];options;taken=0;bodyAt;constructor(e,n){super(e,n.nesting),this.options=n}list(e){this.nest(()=>this.commandList(e))}commandList(e){let n=At(),r=[],o=()=>{this.emit(n),n=At()};for(;;){this.blanks();let s=this.peek(),i=r.at(-1)==="pattern";if(s===""||s===")"&&!i)break;s===`
`?(o(),this.mark("end"),this.newline()):s==="#"?this.comment():i?this.pattern(r):s==="("?this.parenthesis(n):this.operator(o,r)||this.wordOrRedirection(n,r)}o(),this.endList(e)}endList(e){let n=this.peek();if(n===")"&&this.at++,n!==e)throw new S(n===")"?"a ) too many":"a parenthesis is not closed")}substitution(){this.mark("substitution"),this.list(")"),this.mark("close")}backticks(e,n){this.mark("substitution"),this.add(this.nested(e,this.options.lineOf(n))),this.mark("close")}mark(e){this.items.push({mark:e})}nested(e,n){return ke(e,{lineOf:je(e,n),depth:(this.options.depth??0)+1,nesting:this.nesting})}emit({words:e,assignments:n,start:r,stdin:o}){if(r===void 0)return;let s={words:e,assignments:n,line:this.options.lineOf(r),...o===void 0?{}:{stdin:o}};this.add(we(s,(i,a)=>this.nested(i,a)))}add(e){for(let n of e)this.items.push(n)}newline(){this.at=Math.max(this.bodyAt??0,this.at+1),this.bodyAt=void 0}operator(e,n){let r=this.match(Ed);return r===void 0?!1:(e(),this.mark(Cd[r]??"end"),/^;[;&]/.test(r)&&n.length>0&&(n[n.length-1]="pattern"),!0)}parenthesis(e){let[n=""]=e.words;if(e.words.length===1&&this.match(/^\([ \t\r\n]*\)/)!==void 0)this.items.push({mark:"function",name:n}),Object.assign(e,At());else{if(e.start!==void 0)throw new S("an unexpected (");this.rest().startsWith("((")?(this.arithmetic(),this.mark("arithmetic")):(this.at++,this.mark("open"),this.list(")"),this.mark("close"))}}wordOrRedirection(e,n){this.redirection(e)||this.commandWord(e,n)}redirection(e){let n=this.at,r=this.match(Ad)?.replace(/^\d+/,"");if(r===void 0)return!1;if(this.blanks(),r==="<<"||r==="<<-")e.stdin=this.heredoc(r==="<<-",n);else{let{value:o}=this.word();r==="<<<"&&(e.stdin={text:o,line:this.options.lineOf(n)})}return!0}heredoc(e,n){let r=this.word().value;if(this.options.heredocs!==void 0){let a=this.options.heredocs[this.taken++];if(a===void 0)throw new S("a heredoc without a body");return a}let o=this.text.indexOf(`
`,n),s=this.bodyAt??(o<0?this.text.length:o+1),i="";for(let a=s;a<this.text.length;){let l=this.text.indexOf(`
`,a),d=l<0?this.text.length:l,c=this.text.slice(a,d).replace(e?/^\t+/:/^/,"");if(a=d+1,c===r)return this.bodyAt=a,{text:i,line:this.options.lineOf(s)};i+=`${c}
`}throw new S("a heredoc does not end")}commandWord(e,n){let r=this.at,{value:o,raw:s}=this.word();if(this.at===r)throw new S(`an unexpected ${this.peek()}`);if(e.words.length===0){if(e.start===void 0&&this.keyword(s,e,n))return;let i=ye(s)&&ye(o);if(i){e.start??=r,e.assignments[i[0]]=i[1];return}}e.start??=r,e.words.push(o),s==="[["&&e.words.length===1&&this.condition(e.words)}keyword(e,n,r){e==="esac"&&r.pop();let o=Rd.get(e);if(o!==void 0)return this.mark(o),!0;if(e==="for"||e==="select")this.loopHead();else if(e==="case"){this.blanks();let{value:s}=this.word();if(this.gap(),this.word().raw!=="in")throw new S("case without in");this.items.push({mark:"case",word:s}),r.push("pattern")}else if(e==="function")this.blanks(),this.items.push({mark:"function",name:this.word().value}),this.blanks(),this.match(/^\([ \t\r\n]*\)/);else return!1;return Object.assign(n,At()),!0}loopHead(){if(this.blanks(),this.rest().startsWith("((")){this.arithmetic(),this.mark("loop");return}let e=this.word().value;this.gap();let n=/^in[ \t\r\n;]/.test(this.rest())?this.loopWords():void 0;this.items.push({mark:"for",name:e,words:n})}loopWords(){let e=[];for(this.word(),this.blanks();!/^[;\n]?$/.test(this.peek());this.blanks()){let n=this.at;if(e.push(this.word().value),this.at===n)throw new S("a for that is not understood")}return e}pattern(e){if(/^esac(?![\w-])/.test(this.rest())){this.at+=4,e.pop(),this.mark("esac");return}this.match(/^\(/);let n=[];for(;;){this.gap();let r=this.at;if(n.push(this.word().value),this.gap(),this.match(/^\)/)!==void 0)break;if(this.match(/^\|/)===void 0||this.at===r)throw new S("a case pattern is not understood")}this.items.push({mark:"pattern",patterns:n}),e[e.length-1]="body"}condition(e){for(;;){if(this.gap(),this.peek()==="")throw new S("[[ is not closed");let n=this.at,o=this.match(/^[()<>|&;!]+/)??this.word().value;if(this.at===n)throw new S("[[ is not understood");if(e.push(o),o==="]]")return}}gap(){for(this.blanks();this.peek()===`
`||this.peek()==="#";this.blanks())this.peek()==="#"?this.comment():this.newline()}};var Jo=b(t=>vn(t).filter(St)),vn=b(t=>{let{exec:e,text:n,heredocs:r,span:o}=t,s=(l,d)=>ke(l,{lineOf:je(l,d)});if(e!==void 0)return e.length===0?[]:we({words:e,assignments:{},line:o.line},s);let i=Pd(t),[a]=i;return a!==void 0&&r.length===1&&ae(n)!==void 0?Dd(a,s):ke(n,{lineOf:l=>Td(t,l),heredocs:i})});function Id(t){return t.match(/\n/g)?.length??0}function Td({breaks:t=[],span:e},n){return t[D(t,({at:r})=>r<=n)-1]?.line??e.line}function Pd({heredocs:t,span:e}){let n=e.endLine+1,r=[];for(let{body:o}of t.toReversed())n-=Id(o)+1,r.push({text:o.replaceAll(`\r
`,`
`),line:n});return r.reverse()}function Dd(t,e){let n=/^#![ \t]*([^\n]*[^\s])/.exec(t.text)?.[1];if(n===void 0)return e(t.text,t.line);let r=n.split(/[ \t]+/);return we({words:r,assignments:{},line:t.line,stdin:t},e)}var Zo={cat:Ld,cut:Nd,tr:Gd,sed:Md,awk:Bd};function es(t,e){let[n="",...r]=t;return Object.hasOwn(Zo,n)?Zo[n]?.(r,e):void 0}function Ld(t,e){return t.length===0?e:void 0}var It=(t,e)=>t.replaceAll(/[^\n]+/g,n=>e(n));function Nd(t,e){let n=t.join(" "),r=/^-d ?(\S) -f ?(\d)(-?)$|^-f ?(\d)(-?) -d ?(\S)$/.exec(n);if(r!==null){let d=r[1]??r[6]??"",c=Number(r[2]??r[4])-1,u=(r[3]??r[5])==="-"?void 0:c+1;return It(e,f=>f.includes(d)?f.split(d).slice(c,u).join(d):f)}let[,o,s,i]=/^-[cb] ?(\d)(-?)(\d?)$/.exec(n)??[];if(o===void 0)return;let a=i===""?void 0:Number(i),l=s===""?Number(o):a;return It(e,d=>d.slice(Number(o)-1,l))}function Gd([t="",e="",...n],r){if(!(n.length>0||/[[\]\\]|\w-\w/.test(t+e))){if(t==="-d")return r.replaceAll(/[^\n]/g,o=>e.includes(o)?"":o);if(!(t.startsWith("-")||t===""||e===""))return[...r].map(o=>{let s=t.indexOf(o);return s<0?o:e[Math.min(s,e.length-1)]??o}).join("")}}function Md(t,e){let n=t.filter(o=>!/^-[eEr]$/.test(o)).flatMap(o=>o.split(/;\s*/)),r=e;for(let o of n){let[,,s="",i="",a]=/^s([/,|#:])(\^?[\w/ -]*\$?)\1([\w/ -]*)\1(g?)$/.exec(o)??[];if(s===""||r===void 0)return;let l=new RegExp(s.replaceAll("/",String.raw`\/`),a==="g"?"gm":"m");r=It(r,d=>d.replace(l,i))}return n.length===0?void 0:r}function Bd(t,e){let[,n,r]=/^-F ?(\S) \{ ?print ?\$(\d) ?;? ?\}$/.exec(t.join(" "))??[];if(!(n===void 0||r===void 0))return It(e,o=>o.split(n)[Number(r)-1]??"")}function G(t,e,n={}){try{let r=ft(t,e,{escape:"\\",unset:"unknown",...n});return r.unknown===void 0?{value:r.text}:{unknown:r.unknown,why:`the Dockerfile does not say what $${m(r.unknown)} is here`}}catch(r){if(r instanceof C)return{unknown:t,why:`${m(t)}: ${r.message}`};throw r}}var H="$?",Fd=["TARGET","BUILD"].flatMap(t=>["PLATFORM","OS","ARCH","VARIANT"].map(e=>t+e));function ts(t){return Fd.reduce((e,n)=>e.has(n)?e:e.with(n,""),t)}function ns(t,e,n=()=>{}){if(!/[$`\\]/.test(t))return t;let r=Hd(t,n);if(r===void 0)return;let o=G(Ud(r),e,{opaque:{has:s=>e.get(s)?.includes("$")===!0}});return"value"in o?o.value:void 0}function Hd(t,e){let n="",r=t;for(;;){let o=r.search(/\$\$|\$\(|`/);if(o<0)return n+r;if(r.startsWith("$$",o))return;let s=r[o]==="`"?r.indexOf("`",o+1):Qo(r,o+2);if(s<0||r.startsWith("$((",o))return;let i=e(r.slice(o+(r[o]==="`"?1:2),s));if(i===void 0||/[$\\]/.test(i))return;n+=r.slice(0,o)+i.replace(/\n+$/,""),r=r.slice(s+1)}}function Ud(t){let e=0;return t.replaceAll(/\$\{|\}|["']/g,n=>{if(n==="${")e++;else if(n==="}")e=Math.max(0,e-1);else if(e===0)return`\\${n}`;return n})}function Tt(t,e){if(/[[\]]|[?*+@!]\(/.test(t))return;let n=ct(t);if(n===void 0)return;let r=[...e];return Me(n,r,!0)[0]===r.length}function Y(t){return t===void 0?void 0:!t}function rs(t,e){return new xn(t,e).read()}var xn=class{#t;#e;#n=0;constructor(e,n){this.#t=e,this.#e=n}read(){let e=this.#s();return this.#n===this.#t.length?e:void 0}#o(){return this.#t[this.#n]}#r(...e){let n=this.#o();return n===void 0||!e.includes(n)?!1:(this.#n++,!0)}#s(){let e=this.#l();for(;this.#r("-o","||");)e=zd(e,this.#l());return e}#l(){let e=this.#i();for(;this.#r("-a","&&");)e=ss(e,this.#i());return e}#i(){if(this.#t.length-this.#n>=2&&this.#r("!"))return Y(this.#i());if(this.#r("(","\\(")){let r=this.#s();return this.#r(")","\\)")?r:void 0}let e=this.#o();this.#n++;let n=this.#o();if(n!==void 0&&Wd.has(n)){this.#n++;let r=n==="=~"?this.#a():this.#o();return this.#n++,Vd(e,n,r,this.#e)}if(e!==void 0&&/^-[a-zA-Z]$/.test(e)&&this.#n<this.#t.length&&!this.#d()){let r=this.#o();return this.#n++,qd(e,r)}return e===void 0?void 0:e!==""}#a(){let e=this.#t.slice(this.#n),n=e.findIndex(o=>o==="&&"||o==="||"),r=n<0?e:e.slice(0,n);return this.#n+=Math.max(0,r.length-1),r.includes(void 0)?void 0:r.join("")}#d(){let e=this.#o();return e!==void 0&&/^(-o|-a|&&|\|\||\\?\))$/.test(e)}},os={"-eq":(t,e)=>t===e,"-ne":(t,e)=>t!==e,"-lt":(t,e)=>t<e,"-le":(t,e)=>t<=e,"-gt":(t,e)=>t>e,"-ge":(t,e)=>t>=e},Wd=new Set(["=","==","!=","=~","<",">","-nt","-ot","-ef",...Object.keys(os)]);function Vd(t,e,n,r){if(t===void 0||n===void 0)return;if(e==="=~")return r?jd(n,t):void 0;if(/^(=|==|!=)$/.test(e)){let s=r?Tt(n,t):t===n;return e==="!="?Y(s):s}let o=os[e];if(!(o===void 0||!/^-?\d+$/.test(t)||!/^-?\d+$/.test(n)))return o(Number(t),Number(n))}function jd(t,e){if(/^\^?\(?[\w/|-]+\)?\$?$/.test(t))return new RegExp(t).test(e)}function qd(t,e){if(e!==void 0){if(t==="-n")return e!=="";if(t==="-z")return e===""}}function ss(t,e){return t===!1||e===!1?!1:t===!0&&e===!0?!0:void 0}function zd(t,e){return Y(ss(Y(t),Y(e)))}var is={entries:[]};function Rn(t){return new On(t).script()}var On=class{#t;#e=0;#n=[];constructor(e){this.#t=e}script(){let e=[...this.#s([]).entries];for(;this.#e<this.#t.length;)this.#e++,e.push(...this.#s([]).entries);return{entries:e}}#o(){let e=this.#t[this.#e];return e!==void 0&&"mark"in e?e.mark:void 0}#r(e){return this.#o()!==e?!1:(this.#e++,!0)}#s(e){let n=[],r="end";for(;this.#e<this.#t.length;){let o=this.#o();if(o==="end"||o==="and"||o==="or"){this.#e++,(o!=="end"||n.at(-1)===void 0||r==="end")&&(r=o);continue}if(o!==void 0&&(e.includes(o)||as.has(o)))break;n.push({after:r,pipeline:this.#l()}),r="end"}return{entries:n}}#l(){let e=!1;for(;this.#r("not");)e=!e;let n=[];do{for(;this.#r("end"););let r=this.#i();if(r===void 0)break;n.push(r)}while(this.#r("pipe"));return{not:e,parts:n}}#i(){for(;this.#r("substitution");){let n=this.#a();n.push(this.#s(["close"])),this.#n=n,this.#r("close")}let e=this.#t[this.#e];if(e!==void 0){if(!("mark"in e))return this.#e++,{kind:"command",command:e,substitutions:this.#a()};if(!as.has(e.mark))switch(this.#e++,e.mark){case"if":return{kind:"if",branches:this.#f()};case"case":return{kind:"case",word:e.word,substitutions:this.#a(),arms:this.#p()};case"loop":return this.#c({});case"for":return this.#c({name:e.name,...e.words===void 0?{}:{words:e.words}});case"open":return this.#d("subshell","close");case"group":return this.#d("group","ungroup");case"function":return this.#u(e.name);case"arithmetic":return{kind:"arithmetic"};default:return{kind:"group",body:is}}}}#a(){let e=this.#n;return this.#n=[],e}#d(e,n){let r=this.#s([n]);return this.#r(n),{kind:e,body:r}}#u(e){for(;this.#r("end"););return{kind:"function",name:e,body:this.#i()??{kind:"group",body:is}}}#f(){let e=[];do{let n=this.#s(["then"]);this.#r("then"),e.push({condition:n,body:this.#s(["elif","else","fi"])})}while(this.#r("elif"));return this.#r("else")&&e.push({body:this.#s(["fi"])}),this.#r("fi"),e}#p(){let e=[];for(;;){for(;this.#r("end"););let n=this.#t[this.#e];if(n===void 0||!("mark"in n)||n.mark!=="pattern")break;this.#e++,e.push({patterns:n.patterns,body:this.#s(["pattern","esac"])})}return this.#r("esac"),e}#c(e){let n=this.#s(["do"]);this.#r("do");let r=this.#s(["done"]);return this.#r("done"),{kind:"loop",...e,condition:n,body:r}}},as=new Set(["then","elif","else","fi","do","done","pattern","esac","close","ungroup"]);var ls=5;function ds(t,e){let n=new Pt(0),r=n.list(Rn(t),{scope:ts(e),runs:"yes"});return n.uncalled(r.scope),{commands:n.commands,scope:r.scope}}function Dt(t,e){return new Pt(0).value(t,e)}var Pt=class t{commands=[];#t=new Map;#e;#n;constructor(e,n=new Set){this.#n=e,this.#e=n}uncalled(e){for(let n of[...this.#t.values()])n.called||this.part(n.body,{scope:e,runs:"maybe"},void 0)}list({entries:e},n){let r={...n,status:!0,printed:""};for(let{after:o,pipeline:s}of e){let i=ce(r.runs,nc(o,r.status)),a=this.pipeline(s,{scope:r.scope,runs:i});r=this.joined(r,a,i)}return r}pipeline({not:e,parts:n},r){let o,s={...r,status:!0,printed:""};for(let[l,d]of n.entries())s=this.part(d,r,l===0?void 0:o??H),o=s.printed;let i=n.length>1?r.scope:s.scope,a=n.length>1?r.runs:s.runs;return{...s,scope:i,runs:a,status:e?rc(s.status):s.status}}part(e,n,r){switch(e.kind){case"command":for(let o of e.substitutions)this.list(o,n);return this.command(e.command,n,r);case"group":return this.list(e.body,n);case"subshell":return{...this.list(e.body,n),scope:n.scope,runs:n.runs};case"function":return this.#t.set(e.name,{body:e.body,called:!1}),{...n,status:!0,printed:""};case"arithmetic":return{...n,status:void 0,printed:""};case"if":return this.branches(e.branches,n);case"case":for(let o of e.substitutions)this.list(o,n);return this.arms(e.word,e.arms,n);case"loop":return this.loop(e,n)}}command(e,n,r){this.commands.push({...e,scope:n.scope,runs:n.runs});let[o=""]=e.words,s=this.#t.get(o);return s!==void 0&&this.#n<ls?this.call(s,e,n):o==="exit"||o==="return"?Kd(e,n):{runs:n.runs,scope:this.assigned(e,n.scope),status:this.status(e,n.scope),printed:this.printed(e,n.scope,r)}}call(e,{words:n},r){e.called=!0;let o=new t(this.#n+1,this.#e);for(let[a,l]of this.#t)o.#t.set(a,l);let s=n.slice(1,10).reduce((a,l,d)=>a.with(`${d+1}`,this.value(l,r.scope)??H),r.scope),i=o.part(e.body,{scope:s,runs:r.runs},void 0);for(let a of o.commands)this.commands.push(a);return{...i,runs:i.runs==="no"&&r.runs!=="no"?r.runs:i.runs}}branches(e,n){let r=[],o=n;for(let{condition:s,body:i}of e){let a=s===void 0?void 0:this.list(s,o),l=a===void 0?!0:fs(a.status),d=a?.scope??o.scope,c=ce(o.runs,ve(l));r.push({when:c,end:this.list(i,{scope:d,runs:c})}),o={scope:d,runs:ce(o.runs,ve(Y(l)))}}return this.merged([...r,{when:o.runs,end:{...o,status:!0,printed:""}}],n)}arms(e,n,r){let o=this.value(e,r.scope),s=[],i=r.runs;for(let{patterns:a,body:l}of n){let d=this.matches(a,o,r.scope),c=ce(i,ve(d));s.push({when:c,end:this.list(l,{scope:r.scope,runs:c})}),i=ce(i,ve(Y(d)))}return this.merged([...s,{when:i,end:{...r,runs:i,status:!0,printed:""}}],r)}matches(e,n,r){let o=e.map(s=>{if(s==="*")return!0;let i=this.value(s,r);return i===void 0||n===void 0?void 0:Tt(i,n)});return o.includes(!0)?!0:o.includes(void 0)?void 0:!1}loop(e,n){let o=ec(e).reduce((c,u)=>c.with(u,H),n.scope),[s]=e.words??[],i=e.words?.length===1&&s!==void 0?this.value(s,n.scope):void 0,a=e.name===void 0?o:o.with(e.name,i??H),l=this.list(e.condition,{scope:a,runs:n.runs}),d=i!==void 0&&/^\S+$/.test(i);return this.list(e.body,{scope:l.scope,runs:d?n.runs:ce(n.runs,"maybe")}),{scope:a,runs:n.runs,status:"likely",printed:void 0}}joined(e,n,r){if(r==="no")return e;let o=e.printed===void 0||n.printed===void 0?void 0:e.printed+n.printed;return r===e.runs?{...n,printed:o}:n.fails?e:{runs:n.runs==="no"?"maybe":e.runs,scope:n.runs==="no"?e.scope:this.mixed([e.scope,n.scope]),status:e.status===n.status?n.status:void 0,printed:n.printed===""?e.printed:void 0}}merged(e,n){let r=e.filter(({when:l})=>l!=="no"),o=r.find(({when:l})=>l==="yes");if(r.length===1&&o!==void 0)return o.end;let s=r.filter(({end:l})=>l.runs!=="no"),[i]=s;if(i===void 0)return{...n,runs:r.length===0?n.runs:"no",status:!0,printed:""};let a=s.every(({end:l})=>l.printed===i.end.printed)?i.end.printed:void 0;return{runs:r.every(({end:l})=>l.runs!=="no"||l.fails)?n.runs:ce(n.runs,"maybe"),scope:this.mixed(s.map(({end:l})=>l.scope)),status:s.every(({end:l})=>l.status===i.end.status)?i.end.status:"likely",printed:a}}mixed([e,...n]){if(e===void 0)throw new Error("no scope to mix");return[...this.#e].reduce((r,o)=>n.every(s=>s.get(o)===e.get(o))?r:r.with(o,H),e)}value(e,n){return ns(e,n,r=>this.#n>=ls?void 0:new t(this.#n+1).list(Rn(ke(r,{lineOf:je(r,1)})),{scope:n,runs:"yes"}).printed)}assigned(e,n){let{words:r,assignments:o}=e,[s,...i]=r;for(let l of us(e))this.#e.add(l);let a=(l,[d,c])=>l.with(d,this.value(c,n)??H);return s===void 0?Object.entries(o).reduce(a,n):Lt.has(s)?i.flatMap(l=>cs(l)??[]).reduce(a,n):s==="unset"?i.reduce((l,d)=>l.without(d),n):s==="read"?i.reduce((l,d)=>l.with(d,H),n):n}status({words:e,opaque:n},r){let[o="",...s]=e;if(n===!0)return"likely";if(o==="false")return!1;if(Yd.has(o))return;if(o===""||Xd.has(o))return!0;let i=o==="[[";if(o!=="["&&o!=="test"&&!i)return"likely";let a=o==="test"?s:s.slice(0,-1);return rs(a.map(l=>this.value(l,r)),i)}printed(e,n,r){let o=e.words.map(d=>e.words[0]==="awk"?d:this.value(d,n));if(e.opaque===!0||o.includes(void 0))return;let s=o.filter(d=>d!==void 0),[i="",...a]=s;if(i==="echo")return Jd(a);if(i==="printf")return Zd(a);let l=r??e.stdin;return l!==void 0&&l!==H?es(s,l):i===""||Qd.has(i)?"":void 0}};function Kd({words:[t,e]},n){let r=t==="exit"&&e!==void 0&&e!=="0";return{...n,runs:"no",status:!r,printed:"",...r?{fails:r}:{}}}var Yd=new Set(["grep","egrep","fgrep","command","which","type","hash","cmp","diff","id","getent","pgrep"]),Lt=new Set(["export","local","declare","typeset","readonly"]),Xd=new Set(["true",":","echo","printf","set","cd","umask","unset",...Lt]),Qd=new Set(["true",":","false","set","cd","umask","unset","test","[","[[","exit",...Lt]);function cs(t){let[,e,n]=/^([A-Za-z_]\w*)=(.*)$/s.exec(t)??[];return e===void 0||n===void 0?void 0:[[e,n]]}function Jd(t){let n=(t[0]==="-n"||t[0]==="-e"||t[0]==="-ne"?t.slice(1):t).join(" ");if(!n.includes("\\"))return t[0]?.startsWith("-n")?n:`${n}
`}function Zd([t="",...e]){if(!/[%\\]/.test(t))return t;let[,n]=/^%s(\\n)?$/.exec(t)??[];return t.startsWith("%s")&&e.length===1&&t.length<=4?`${e[0]}${n===void 0?"":`
`}`:void 0}function ec({name:t,condition:e,body:n}){let r=new Set(t===void 0?[]:[t]),o=s=>{if(s.kind==="command")for(let i of us(s.command))r.add(i);s.kind==="loop"&&s.name!==void 0&&r.add(s.name);for(let i of tc(s))o(i)};for(let s of[...ne(e),...ne(n)])o(s);return[...r]}function tc(t){switch(t.kind){case"command":case"arithmetic":return[];case"if":return t.branches.flatMap(e=>[...ne(e.condition),...ne(e.body)]);case"case":return t.arms.flatMap(e=>ne(e.body));case"loop":return[...ne(t.condition),...ne(t.body)];case"function":return[t.body];default:return ne(t.body)}}function ne(t){return t?.entries.flatMap(({pipeline:e})=>e.parts)??[]}function us({words:[t,...e],assignments:n}){return t===void 0?Object.keys(n):t==="read"||t==="unset"?e:Lt.has(t)?e.flatMap(r=>cs(r)?.map(([o])=>o)??[]):[]}function nc(t,e){return t==="end"?"yes":t==="and"?e==="likely"?"yes":ve(e):e==="likely"?"maybe":ve(Y(e))}function fs(t){return t==="likely"?void 0:t}function rc(t){return Y(fs(t))}function ve(t){return t===void 0?"maybe":t?"yes":"no"}function ce(t,e){return t==="no"||e==="no"?"no":t==="yes"&&e==="yes"?"yes":"maybe"}function Nt(t,e){return[...e.chain].reverse().flatMap(n=>{let r=t.stages[n];return(r?.stage.instructions??[]).flatMap((o,s)=>R(r,s))})}function R(t,e){return t===void 0?[]:oc(t)[e]??[]}var oc=b(({stage:t,scopes:e})=>t.instructions.map((n,r)=>n.keyword==="RUN"?ds(vn(n),e[r]??x.of()).commands:[]));function ee(t,e){return Nt(t,e).filter(({runs:n})=>n!=="no")}function k({assignments:t,scope:e},n){let r=v(t,n)??e.get(n);return r===void 0?void 0:Dt(r,e)??"?"}function M(t,e){return t.replace(/\$(?:(\w+)|\{(\w+)(?::?-([^${}]*))?\})/g,(n,r,o,s)=>{let i=e.get(r??o??"")??s??n;return i===H?n:i})}var sc=/^(clang(\+\+)?(-\d+)?|(gcc|g\+\+)-\d+|tcc|icc|icx)$/;function ms(t,e){let n=[...t.flatMap(r=>[k(r,"CC"),k(r,"CXX"),r.words[0]]),...e.flatMap(({words:r})=>ic(r))].map(r=>(r??"").trim().split(/\s+/)[0]??"");return[...new Set(n.map(r=>r.slice(r.lastIndexOf("/")+1)))].filter(r=>sc.test(r))}var ps=/^\/usr\/(local\/)?bin\/(gcc|g\+\+|cc|c\+\+|cpp)$/;function ic([t="",...e]){return/(^|\/)update-alternatives$/.test(t)?e.some(r=>ps.test(r)||/^(gcc|g\+\+|cc|c\+\+)$/.test(r))?e.filter(r=>r.startsWith("/")):[]:/(^|\/)ln$/.test(t)&&ps.test(e.at(-1)??"")?e.slice(0,-1):[]}var hs=/^(build|install|run|test|generate|vet|list)$/;function Gt(t,e){let n=t.filter(s=>s.opaque||hs.test(O(s)??""));if(t.map(s=>k(s,"CGO_ENABLED")).some(s=>s!==void 0&&s!==""&&s!=="0"))return!1;if(t.length>0&&t.every(({scope:s})=>s.get("CGO_ENABLED")==="0"))return!0;let o=n.length>0&&!n.some(({opaque:s})=>s);return o&&n.every(s=>k(s,"CGO_ENABLED")==="0")?!0:o&&e.withoutC&&!t.some(lc)}function gs(t,e){return t.filter(r=>Se([r]).yes).every(r=>{let o=O(r)??"";return hs.test(o)&&o!=="generate"&&(e||k(r,"CGO_ENABLED")==="0")})}var ac=new Set(`git make bash curl wget ca-certificates tzdata openssl openssh openssh-client jq tar unzip zip gzip xz upx file
  findutils coreutils grep sed gawk patch rsync nodejs npm yarn protobuf protoc mailcap tini su-exec shadow sudo
  ca-certificates-bundle mercurial subversion libcap busybox-extras gnupg ncurses less vim tree`.split(/\s+/).filter(t=>t!==""));function lc({words:t,opaque:e}){return e?!0:Z(F,t,F.installs)?t.slice(1).filter(r=>!F.installs.has(r)&&!r.startsWith("-")&&!r.startsWith(".")).some(r=>!ac.has(r.replace(/[=~<>@].*/,""))):!1}function X({exec:t,text:e}){return t??e.split(Le)}function dc(t,e){let n=[],r="",o="";for(let s=0;s<t.length;s++){let i=t.charAt(s);if(o===""&&Ne(i)){r!==""&&n.push(r),r="";continue}if(i===e&&o!=="'"){s+1<t.length&&(r+=i+t.charAt(++s));continue}o=lt(o,i),r+=i}return r!==""&&n.push(r),n}function re({keyword:t,text:e},n){let r=dc(e,n),o=r[0];if(t==="ENV"&&o!==void 0&&!o.includes("=")){let[,s="",i=""]=/^([^\t\v\f\r ]+)[\t\v\f\r ]+(.*)$/s.exec(e)??[];return s===""?[]:[{name:s,value:i}]}return r.map(s=>{let i=s.indexOf("=");return i<0?{name:s}:{name:s.slice(0,i),value:s.slice(i+1)}})}function cc(t){return t.replace(/^(?:index\.)?docker\.io\//,"").replace(/^library\//,"").replace(/:latest$/,"")}function $s(t,e){if(t==="scratch")return{kind:"scratch"};let n=cc(t).toLowerCase();return n!=="context"&&Object.hasOwn(e,n)?{kind:"context",name:n}:{kind:"image",reference:t}}function Mt(t,e){let{name:n}=t;if(!(n===void 0||n==="scratch"||n==="context"||!Object.hasOwn(e,n)))return{kind:"context",name:n}}function Cn(t,e){return Mt(t,e)??{kind:"stage",index:t.index}}var bs=b(({stages:t})=>{let e=new Map;for(let n of t){if(n.name===void 0)continue;let r=e.get(n.name);r===void 0?e.set(n.name,[n]):r.push(n)}return e});function ys(t,e,n,r){let o=bs(t).get(n)??[],s=o[D(o,i=>i.index<e)-1];return s===void 0?$s(n,r):Cn(s,r)}function En(t,e,n,r){if(/\$./.test(e))return{kind:"unknown",text:e,why:"Docker replaces no variables in from="};if(r&&/^[+-]?\d+$/.test(e)){let s=t.stages[Number(e)];return s===void 0?void 0:Cn(s,n)}let o=bs(t).get(e.toLowerCase())?.at(-1);return o===void 0?$s(e,n):Cn(o,n)}var uc="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",fc=new Set(["BUILDKIT_SBOM_SCAN_CONTEXT","BUILDKIT_SBOM_SCAN_STAGE"]);function Bt(t,e){let{escape:n}=t.directives,r=pc(t,e);for(let o of t.globals)for(let{name:s,value:i}of re(o,n)){let a=v(e.buildArgs,s)??mc(i,r,n);a!==void 0&&(r[s]=a)}return r}function pc(t,e){let{platform:n,buildPlatform:r,buildArgs:o}=e,s=Object.assign(Object.create(null),{BUILDPLATFORM:h(r),BUILDOS:r.os,BUILDOSVERSION:"",BUILDARCH:r.architecture,BUILDVARIANT:r.variant,...st(n),TARGETOSVERSION:"",TARGETSTAGE:e.target||t.stages.at(-1)?.name||"default"});for(let i of Object.keys(s))s[i]=v(o,i)??s[i]??"";return s}function mc(t,e,n){if(t===void 0)return;let r=G(t,e,{escape:n,unset:"empty"});return"value"in r?r.value:void 0}function ws(t){let e=x.of(t===void 0?{}:{PATH:uc,...t});return{values:e,env:x.of(),image:e,opaque:x.of(),complete:t!==void 0}}function Ss(t){let{values:e}=t;for(let n=t.hidden;n!==void 0;n=n.before){let r=t.image.get(n.name);r!==void 0&&(e=e.with(n.name,r))}return{...t,values:e,hidden:void 0}}function qe(t,e,n){return G(e,t.values,{escape:n,unset:t.complete?"empty":"unknown",opaque:t.opaque})}function ks(t,e,n,r,o){return e.keyword==="ARG"?hc(t,e,n,r,o):e.keyword==="ENV"?gc(t,e,o):t}function hc(t,e,n,r,o){let s=t;for(let{name:i,value:a}of re(e,o)){if(fc.has(i))continue;let l=v(r,i)??(a===void 0?v(n,i):void 0);l!==void 0?s=An(s,i,{value:l}):a!==void 0&&(s=An(s,i,qe(s,a,o)))}return s}function gc(t,e,n){let r=t;for(let{name:o,value:s=""}of re(e,n)){let i=qe(t,o,n);"value"in i&&(r=An(r,i.value,qe(t,s,n),!0))}return r}function An(t,e,n,r=!1){let o="value"in n,s=d=>o?d.with(e,n.value):d.without(e),i=o?t.opaque.without(e):t.opaque.with(e,!0),a=s(t.values);if(r)return{...t,opaque:i,values:a,env:s(t.env),image:s(t.image)};let l=t.image.has(e)?{name:e,before:t.hidden}:t.hidden;return{...t,opaque:i,values:a,hidden:l}}function ze(t){return Object.fromEntries($c(t).map(e=>{let n=e.indexOf("=");return n<0?[e.toLowerCase(),""]:[e.slice(0,n).toLowerCase(),e.slice(n+1)]}))}function $c(t){if(/^[^"\r\n]+$/.test(t))return t.split(",");try{return hr(t,{relax_quotes:!0})[0]??[]}catch{return[]}}var xe=b(({uses:t})=>new Map(t.flatMap(e=>e.how==="copy"?[[e.instruction,e]]:[]))),Oe=b(({stages:t})=>{let e=new Map;for(let n of t)for(let r of n.uses){if(r.from.kind!=="stage")continue;let o=e.get(r.from.index)??[];o.push({stage:n,use:r}),e.set(r.from.index,o)}return e});function vs(t,e,n,r){return e.keyword==="COPY"?bc(t,e,n,r):e.keyword!=="RUN"?[]:e.flags.flatMap(({name:o,value:s})=>{if(o!=="mount")return[];let i=ze(s);if(!i.from)return[];let a=En(t,i.from,r,!1),l=i.source??i.src??"/";return a===void 0?[]:[{how:"mount",from:a,paths:[xs(l,n,t)],instruction:e}]})}function bc(t,e,n,r){let o=e.flags.findLast(l=>l.name==="from")?.value;if(o===void 0||o==="")return[];let s=En(t,o,r,!0);if(s===void 0){let l=t.stages.length-1;throw new T({what:`COPY --from=${m(o)} names no stage`,why:`the stages are numbered 0 to ${l}`,instead:"name the stage with FROM \u2026 AS <name> and copy from that name",at:{file:t.file??"Dockerfile",line:e.span.line}})}let a=X(e).slice(0,-1).filter(l=>ae(l)===void 0);return[{how:"copy",from:s,paths:a.map(l=>xs(l,n,t)),instruction:e}]}function xs(t,e,{directives:n}){let r=qe(e,t,n.escape);return"value"in r?r.value:t}function Re(t,e){return[...e.chain].reverse().flatMap(n=>t.stages[n]?.stage.instructions??[])}function w({text:t,heredocs:e}){return[t,...e.map(({body:n})=>n)].join(`
`)}function E(t,e){for(let n of t){let[r=""]=n.words,o=e(n,r.slice(r.lastIndexOf("/")+1));if(o!==void 0)return`line ${n.line} ${o}`}}function Ce({words:t}){let e=t.findIndex(o=>o==="-o"||o.startsWith("-o="));if(t[0]!=="go"||e<0)return[];let n=t[e]??"",r=n==="-o"?t[e+1]:n.slice(3);return r===void 0||r.endsWith("/")?[]:[r]}var yc=/\bgo(\d+(?:\.\d+)+(?:(?:rc|beta)\d+)?)\.linux-/g,Os=".tar.gz";function wc(t){let e=[],n=0;for(let{0:r,1:o="",index:s}of t.matchAll(yc)){if(s<n)continue;let i=s+r.length;for(n=i;n<t.length&&!(n>i&&t.startsWith(Os,n))&&!/[\s;&|"']/.test(t.charAt(n));){let a=t.startsWith("$(",n)?t.indexOf(")",n):-1;n=Math.max(n,a)+1}n>i&&t.startsWith(Os,n)&&e.push([o,t.slice(i,n)])}return e}var Sc=V([/go\.dev\/dl/,/dl\.google\.com\/go/,/storage\.googleapis\.com\/golang/,/golang\.org\/dl/,/\bgo(lang)?\.(tar\.gz|tgz)/],"i");function _n(t){return Sc.test(t)||N(t,/\bgo(lang)?[-_.]?(\d|\$|\*|linux)/i,/\.(tar\.gz|tgz)/i,/[\s/]/)!==void 0}function In(t){return _n(t)}function Rs(t,e,n,r){let o=t.stage.instructions[e];if(o===void 0)return;let s=w(o),i=In(s),a=R(t,e),l=o.keyword==="ADD"?Oc(o):Rc(a,i,r);if(!i&&l===void 0)return;let d=n==="arm"?"armv6l":n,c=kc(t,e,a,s),u=vc(c,d,r),f=c.every(([,p])=>/^\w+$/.test(p)&&p!==d)?c[0]?.[1]:void 0;return l===void 0?{unpacks:!1,...u===void 0?{}:{version:u}}:{unpacks:!0,...u===void 0?{}:{version:u},...f===void 0?{}:{foreign:f},...l.startsWith("/")?{root:l}:{}}}function kc(t,e,n,r){let o=n.at(-1)?.scope??t.scopes[e]??x.of();return[r,...n.map(({words:s})=>s.join(" "))].flatMap(s=>wc(M(s,o)))}function vc(t,e,n){if(t.length===0)return n;let[r="",...o]=new Set(t.filter(([,s])=>/[$`(]/.test(s)||s===e).map(([s])=>s));return o.length===0&&xc(r)?r:void 0}function xc(t){let[e=0,n=0,r]=t.split(".").map(Number);return e===1&&(r!==void 0||n<1)&&/^[\d.]+$/.test(t)}function Oc(t){let e=X(t);return e.slice(0,-1).some(r=>!/^https?:/.test(r)&&_n(r))?`${(e.at(-1)??"").replace(/\/$/,"")}/go`:void 0}function Rc(t,e,n){if(!e&&n===void 0)return;let r=t.filter(({words:d})=>Ec(d)),o=r.filter(({words:d})=>Ac(d,e)),s=e?r:[],i=o.length>0?o:s,[a,...l]=new Set(i.map(({words:d,scope:c})=>_c(d,c)));if(a!==void 0)return l.length>0?"?":Tn(a,t)}function Tn(t,e){return e.reduce((n,{words:r,scope:o})=>Cc(n,r,o)??n,t)}function Cc(t,[e="",...n],r){if(!/(^|\/)mv$/.test(e))return;let o=n.filter(d=>!d.startsWith("-")).map(d=>M(d,r)),s=o.map(d=>d.replace(/^\.\/|\/$/g,""));if(!s.includes(t))return;let[,i=""]=o,a=n.some(d=>/^-(\w*[tT]|-(no-)?target)/.test(d));if(o.length!==2||s[0]!==t||a||!i.startsWith("/"))return"?";let l=t.slice(t.lastIndexOf("/")+1);return/^\/(opt|usr|usr\/lib|usr\/local)?$/.test(i)||i.endsWith("/")?`${i.replace(/\/$/,"")}/${l}`:i.endsWith(`/${l}`)?i:"?"}function Ec([t="",...e]){return/(^|\/)(bsd)?tar$/.test(t)&&e.some((n,r)=>Ic(n,r))}function Ac([,...t],e){let n=t.find(r=>/\.(tar(\.gz)?|tgz)$/.test(r));return n===void 0?e:_n(n)||/^\S*\$/.test(n)}function _c([,...t],e){let n=t.findIndex(i=>/^(-C|--directory)$/.test(i)),r=t.map(i=>/^(?:-C|--directory=)(\/.*)$/.exec(i)?.[1]).find(i=>i!==void 0),o=t.some(i=>/^--strip(-components)?/.test(i));if(r===void 0&&n<0)return o?"?":"go";let s=M(r??t[n+1]??"?",e).replace(/\/$/,"");return s.startsWith("/")?o?s:`${s}/go`:"?"}function Ic(t,e){return t==="--extract"||t==="--get"||(e===0?/^-?\w*x\w*$/:/^-\w*x\w*$/).test(t)}function Ke(t,e,n=ge){return Ue(t)!==void 0?[...e.stage.instructions.map(()=>({})),{}]:Tc(n)(t)(e)}var Tc=b(t=>b(e=>{let n=b(s=>{let i=s.base.kind==="stage"?e.stages[s.base.index]:void 0,a=(i===void 0?void 0:n(i).at(-1))??Pc(e,s,t);return[...s.stage.instructions.map((d,c)=>{let u=a;return a=Dc(e,s,c,d,u,t),u}),a]}),r=e.needed.flatMap(s=>e.stages[s]??[]),o=0;return s=>{for(;(r[o]?.stage.index??s.stage.index)<s.stage.index;o++)n(r[o]);return n(s)}}));function Pc(t,e,n){if(e.root.kind!=="image")return{};let{reference:r}=e.root,o=t.dockerfile.stages[e.rootIndex]?.base,{goRoot:s}=n(r);return s===void 0||o===void 0?{}:{source:{root:s,from:o,reference:r}}}function Dc(t,e,n,r,o,s){let{keyword:i,span:a}=r;if(i==="RUN"||i==="ADD"){let d=Rs(e,n,t.platform.architecture,o.fetched);if(d?.unpacks===!0)return Nc(R(e,n),a.line,o,d)??Gc(d,a.line);if(d?.version!==void 0)return{...o,fetched:d.version}}if(i==="COPY"||i==="ADD")return Mc(t,e,r,s)??o;if(i!=="RUN")return o;let l=Lc(R(e,n),a.line,o);return l!==void 0?l:Fc(r)?{because:`line ${a.line} puts another Go in place`}:Uc(t,e,n,r,o,s)??o}function Lc(t,e,{source:n}){if(n?.install?.with!=="archive")return;let{root:r}=n;if(Cs(t,r))return{because:`line ${e} removes Go`};let o=Tn(r,t);if(o!==r)return o.startsWith("/")?{source:{...n,root:o}}:{because:`line ${e} moves Go elsewhere`}}function Cs(t,e){return t.some(({words:[n,...r]})=>n==="rm"&&r.includes(e))}function Nc(t,e,{source:n},{root:r}){return r===void 0||n?.root!==r?void 0:t.some(({words:[s]})=>s==="mv")&&!Cs(t,r)?{because:`line ${e} moves a Go to where another is`}:void 0}function Gc({version:t,root:e,foreign:n},r){if(n!==void 0)return{because:`line ${r} unpacks a Go for ${n}`};if(t===void 0||e===void 0)return{because:`line ${r} unpacks a Go of which the release or the folder is not known`};let o=`golang:${t}`;return{source:{root:e,from:o,reference:o,install:{with:"archive"}}}}function Mc(t,e,n,r){let o=X(n),s=o.at(-1)??"",i=xe(e).get(n),a=i?.paths.length===1?i.paths[0]??"":"",l=s.replace(/\/$/,""),d={because:`line ${n.span.line} copies a Go of which no native twin is known`};if(/^\/?usr\/local\/go\/?$/.test(a)&&/^\/[\w./-]*go$/.test(l)&&i!==void 0){let u=Bc(t,i.from,r);return u===void 0?d:{source:{...u,root:l}}}if(/^\/?usr(\/local)?\/?$|^\/$/.test(a)&&/^\/(usr(\/local)?\/?)?$/.test(s)||/^\/usr\/local\/go\/?$/.test(s))return d;let c=o.slice(0,-1).join(" ");return/^\/usr\/local\/?$/.test(s)&&/\bgo\b|golang|usr\/local/.test(c)?d:void 0}function Bc(t,e,n){if(e.kind==="image"){let{goRoot:s,nativeTwin:i}=n(e.reference);return s==="/usr/local/go"&&i.known?{from:e.reference,reference:e.reference}:void 0}let r=e.kind==="stage"?t.stages[e.index]:void 0;if(r===void 0||r.platform.kind!=="target")return;let o=Ke(t,r,n).at(-1)?.source;return o?.root==="/usr/local/go"&&o.install===void 0&&n(o.reference).nativeTwin.known?o:void 0}var Es="(\\/usr\\/local\\/go\\b|\\$\\{?GOROOT\\b|\\$\\(go env GOROOT\\))",Ft=(t,e,n)=>N(t,e,n,yt)!==void 0;function Pn(t){return Ft(t,/\b(cd|pushd|patch|git)\b/,new RegExp(`${Es}(?!["']?\\/(lib|misc)\\b)`))||Ft(t,/\bgo\s+install(?=\s)/,/\s(cmd|std)(\/\S*)?(\s|$)/)||/\b(make|all)\.bash\b/.test(t)}function Fc(t){let e=w(t);return Pn(e)||Ft(e,/\b(rm|mv|cp|tar|rsync|unzip)\b/,new RegExp(`${Es}(?!["']?\\/(src|lib|misc)\\/)`))||Ft(e,/\bln\b/,/\/usr\/local\/go\b(?!\/(bin|src|lib|misc)\/)/)}var Hc=/^(golang|golang-go|golang-(\d+\.\d+)(-go)?)(=[\w.+:~*-]+)?$/;function Uc(t,e,n,r,o,s){let i=R(e,n),a=r.span.line;if(i.some(({words:p})=>Z(F,p,F.installs)&&p.some(g=>/^go([=~<>].*)?$/.test(g))))return{because:`line ${a} installs Alpine's own Go, whose tools are not known to run on another system`};let l=i.filter(({words:p})=>/^(apt|apt-get)$/.test(p[0]??"")&&p.includes("install")).flatMap(({words:p,scope:g})=>p.map($=>M($,g)).filter($=>/^golang(-|$|[=/])/.test($)&&!/^[^=]*-(dev|doc|src|x-|docker)/.test($)));if(l.length===0||o.source!==void 0&&o.source.install===void 0)return;let[d=""]=l,c=Hc.exec(d),u=t.dockerfile.stages[e.rootIndex]?.base;if(e.root.kind!=="image"||u===void 0)return{because:`line ${a} installs Go on an unknown base`};let f=s(e.root.reference);return l.length>1||c===null||Wc(t,e,i)||!/^(debian|ubuntu)$/.test(f.family)?{because:`line ${a} installs a Go that may not be the distribution's newest`}:{source:{root:c[2]===void 0?"/usr/lib/go":`/usr/lib/go-${c[2]}`,from:u,reference:e.root.reference,install:{with:"apt",package:d}}}}function Wc(t,e,n){let r=n.some(({words:s})=>s.some(i=>/^(-t|--target-release|--default-release|-t\S+)/.test(i)&&/^apt/.test(s[0]??""))),o=e.chain.some(s=>t.stages[s]?.stage.instructions.some(i=>wt(w(i))));return r||o}var Vc=({instructions:t,commands:e})=>{let n=t.find(s=>/^(RUN|ADD)$/.test(s.keyword)&&In(w(s)));if(n!==void 0)return`line ${n.span.line} installs another Go`;let r=t.find(({keyword:s,text:i})=>/^(COPY|ADD)$/.test(s)&&/\/usr\/local\/go\/?["\]\s]*$/.test(i));if(r!==void 0)return`line ${r.span.line} copies another Go over the image's`;let o=t.find(s=>s.keyword==="RUN"&&Pn(w(s)));return o!==void 0?`line ${o.span.line} changes the image's Go`:E(e,(s,i)=>/^go\d/.test(i)?"runs another Go":void 0)},jc=new Set(K.filter(({foreignLibraries:t})=>!t).flatMap(({installers:t,helpers:e})=>[...t,...e])),qc=[{program:/^dpkg(-deb)?$/,word:/^(-[ixXRe]|--install|--unpack|--extract|--vextract|--raw-extract)$/,does:"installs a package file, which is for one architecture"},{program:/^apt(-get)?$/,word:/^download$/,does:"downloads packages, which would be the build platform's"},{program:/^apk$/,word:/^(-p|--root(=.*)?|--initdb|fetch)$/,does:"fills a folder with packages, which would be the build platform's"},{program:/^apt(-get)?$/,word:/^build-dep$/,does:"installs build dependencies, which are programs as well as libraries"}],zc=({commands:t})=>E(t,({words:e},n)=>jc.has(n)?"installs with a package manager that has no foreign libraries":qc.find(({program:r,word:o})=>r.test(n)&&e.some(s=>o.test(s)))?.does),As={pip:/^(install|wheel|download)$/,uv:/^(sync|pip|tool|venv)$/,poetry:/^install$/,npm:/^(ci|i|install|rebuild)$/,yarn:/^(install|add)$/,pnpm:/^(i|install|add)$/,gem:/^install$/,bundle:/^install$/,composer:/^install$/},Kc=({commands:t})=>E(t,({words:e},n)=>{let r=Yc(n,e);if(r!==void 0)return`runs ${r}, which brings programs of the build platform`;let o=Xc(n,e);return o&&`runs ${o}, whose packages may hold programs of the build platform`});function Yc(t,e){if(t==="virtualenv")return t;let n=/^python\d?[\d.]*$/.test(t)&&e[1]==="-m"?e[2]??"":"";return/^(venv|virtualenv|pip)$/.test(n)?`${t} -m ${n}`:void 0}function Xc(t,e){let n=t.replace(/^pip\d[\d.]*$/,"pip"),r=e.some(i=>/^(-g|--global|global)$/.test(i));if(!Object.hasOwn(As,n)||r)return;let o=e.slice(1).find(i=>As[n]?.test(i)),s=n==="yarn"&&e.length===1;return o!==void 0||s?[t,o].filter(Boolean).join(" "):void 0}var Qc=({commands:t,base:e})=>{let n=/(?:^|\/)golang:1\.(\d+)/.exec(e.reference)?.[1];return E(t,r=>O(r)!=="get"||r.words.includes("-d")?void 0:n!==void 0&&Number(n)<18||k(r,"GO111MODULE")==="off"?"installs programs with go get":void 0)},Jc=({commands:t})=>E(t,(e,n)=>n==="ldd"||n==="lddtree"?"looks for the libraries of a binary with ldd, which cannot load a foreign one":void 0),Zc=new RegExp(["amd64","arm64","arm/v7"].flatMap(pr).join("|"),"i"),eu=({instructions:t})=>{let e=t.find(n=>/^(RUN|ADD)$/.test(n.keyword)&&N(w(n),/https?:\/\//i,Zc,/\s/)!==void 0);return e===void 0?void 0:`line ${e.span.line} downloads a file for a fixed architecture`},tu=({commands:t})=>E(t,e=>O(e)==="test"&&!e.words.includes("-c")?"runs tests, which belong on the target platform":void 0),nu=({commands:t})=>{let e=r=>r.replace(/^\.\//,""),n=new Set(t.flatMap(Ce).map(e));return E(t,({words:[r=""]})=>r.includes("/")&&n.has(e(r))?`runs ${r}, which was built for the target`:void 0)},_s=[Vc,zc,Kc,Qc,Jc,eu,tu,nu];var ru=oe([/(usr\/)?(lib(x?32|64)?|bin|sbin|libexec)/,/usr(\/local)?/,/usr\/local\/(lib(64)?|go)/,/etc|var|opt|nix/]),ou=new RegExp(String.raw`^\/?(${ru})(\/|$)`),su=/^\/?(usr(\/local)?|etc|var|opt)\/?$/,iu=/^\/?etc\/ld\.so/,au=oe([/src/,/share\/(zoneinfo|ca-certificates)/,/local\/go\/(lib|misc|src)/]),lu=new RegExp(String.raw`^\/?usr\/(${au})(\/|$)`);function Ee(t){return/^\/?(\.\/?)*$/.test(t)||t.startsWith("$")||su.test(t)||iu.test(t)||/^\/?(usr\/(local\/)?)?[^/]*[*?[]/.test(t)?!0:ou.test(t)&&!lu.test(t)&&!/^\/?(usr\/local|etc|var|opt)\/(?!(lib(64)?|go)(\/|$))/.test(t)}var Dn=t=>t.startsWith("-"),Ye=t=>t.filter(e=>!Dn(e)),du=3;function Xe({words:[t="",...e]},n=0){let r=t.slice(t.lastIndexOf("/")+1);switch(r){case"cp":case"mv":case"ln":case"install":case"rsync":return r==="install"&&e.some(o=>/^(-[a-zA-Z]*d|--directory)$/.test(o))?void 0:cu(e);case"tar":case"bsdtar":return e.some((o,s)=>o==="--create"||(s===0?/^-?\w*c\w*$/:/^-\w*c\w*$/).test(o))?{sources:e.flatMap(o=>Dn(o)?[o.split("=")[1]??/^-C(.+)$/.exec(o)?.[1]??[]].flat():[o])}:void 0;case"cat":case"zip":return{sources:Ye(e)};case"dd":return{sources:e.filter(o=>o.startsWith("if=")).map(o=>o.slice(3))};case"find":{let o=e.findIndex(a=>/^-(exec|execdir|ok|okdir)$/.test(a));if(n===du)return{sources:[],to:""};let s=o<0?void 0:Xe({words:e.slice(o+1)},n+1),i=e.slice(0,e.findIndex(a=>Dn(a)||/^[(!]/.test(a)));return s===void 0?void 0:{sources:[...s.sources,...i]}}default:return}}function cu(t){let e=t.findIndex(r=>/^(-t|--target-directory)$/.test(r)),n=t.find(r=>r.startsWith("--target-directory="));return e>=0?{sources:Ye(t.toSpliced(e,2)),to:t[e+1]??""}:n!==void 0?{sources:Ye(t),to:n.slice(19)}:{sources:Ye(t).slice(0,-1),to:Ye(t).at(-1)??""}}var uu=oe([/which|whereis|realpath|readlink|ldconfig|dpkg/,/command\s+-v|type\s/,/apk\s/,/find\s+\//]),fu=new RegExp(`(\\$\\(|\`)\\s*(${uu})`),pu={HOME:"/root",PWD:".",GOPATH:"/go",GOROOT:"/usr/local/go"};function Ae(t,{scope:e,assignments:n}){let r=s=>v(n,s)??e.get(s)??v(pu,s),o=t.replace(/\$\(\s*go env (GOPATH|GOROOT)\s*\)/g,(s,i)=>r(i)??"").replace(/\$\(\s*pwd\s*\)/g,".");return M(o,{get:r})}var Is=t=>{let e=mu(t);return E(t.commands,(n,r)=>{let o=Xe(n);if(o===void 0)return;let s=o.sources.find(l=>fu.test(l));if(s!==void 0)return`takes ${s}, which is the build platform's, with ${r}`;let i=o.sources.map(l=>Ae(l,n)).find(l=>l.startsWith("/")?Ee(l):e),a=o.to!==void 0&&hu(t,Ae(o.to,n),e);return i===void 0||a?void 0:`takes ${i}, which is the build platform's, with ${r}`})};function mu({commands:t,instructions:e}){return[...e.filter(({keyword:r})=>r==="WORKDIR").map(({text:r})=>r),...t.filter(({words:[r=""]})=>/^(cd|pushd)$/.test(r)).map(({words:[,r="/"]})=>r)].some(r=>r!=="/"&&r.startsWith("/")&&Ee(r))}function hu({evaluated:t,stage:e},n,r){if(!n.startsWith("/"))return r;if(!/^\/(usr|bin|sbin|lib\w*|etc)(\/|$)/.test(n))return!1;let o=s=>`/${s.replace(/^\/|\/$/g,"")}/`;return!(Oe(t).get(e.stage.index)??[]).flatMap(({use:s})=>s.paths).some(s=>o(s).startsWith(o(n))||o(n).startsWith(o(s)))}function Ts(t,e){let n=Xe(t);if(n===void 0)return;let r=n.sources.map(i=>Ae(i,t)),s=r.find(i=>/^(\$|`|\{\}$)/.test(i))??(e?r.find(i=>/^(\/root)?\/go(\/bin(\/|$)|\/?$)/.test(i)):void 0);return s!==void 0?`line ${t.line} copies ${s}, of which it is not known whether it is for the target`:n.sources.length===0&&n.to!==void 0?`line ${t.line} copies what another command lists`:void 0}var Ps={mount:{minor:2,buildkit:8,what:"RUN --mount"},network:{minor:3,buildkit:9,what:"RUN --network"},heredoc:{minor:4,buildkit:10,what:"heredocs"},secretEnv:{minor:10,buildkit:16,what:"secrets as environment variables"}},gu=String.raw`(?:[^/]+\.[^/]+\/|[^/]+:\d+\/)?`,$u="(?::(?<tag>[^@]+))?(?:@.*)?",bu=new RegExp(String.raw`^${gu}docker\/dockerfile(?:-upstream)?${$u}$`);function B({dockerfile:t,buildkit:e},n){let{syntax:r}=t.directives;if(r===void 0)return yu(e,n);let o=bu.exec(r),s=o===null?"other":o.groups?.tag??"latest",i=/^1\.(\d+)/.exec(s)?.[1],{minor:a,what:l}=Ps[n];if(!(n==="mount"&&/^(1\.[01][\d.]*-)?experimental$/.test(s))&&!(/^(1|latest|labs|1-labs|master|stable)$/.test(s)||i!==void 0&&Number(i)>=a))return`its frontend ${m(r)} is not known to have ${l}; write # syntax=docker/dockerfile:1`}function yu(t,e){let n=/^v?0\.(\d+)\./.exec(t??"")?.[1],{buildkit:r,what:o}=Ps[e];return n===void 0||Number(n)>=r?void 0:`the builder's BuildKit ${t} is not known to have ${o}; write # syntax=docker/dockerfile:1`}function Qe(t,e){let n=wu(t),r=new Set(Ds(e));for(let o of r){if(/^TARGET(PLATFORM|OS|ARCH|VARIANT)$/.test(o))return!0;for(let s of Ds(n.get(o)??""))r.add(s)}return!1}function Ds(t){return[...t.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([,e=""])=>e)}var wu=b(({globals:t,directives:e})=>new Map(t.flatMap(n=>re(n,e.escape)).map(({name:n,value:r})=>[n,r??""])));function Su({evaluated:t,stage:e}){let n=e.rootIndex,r=t.stages[t.target];if(r?.rootIndex===n)return r.stage.index===e.stage.index?"its own file system becomes the image":"the image is built on top of it"}function ku({base:t}){return t.goRoot===void 0&&!Co(t)?`cross is not for ${t.reference}, which is neither a golang image nor Debian or Ubuntu itself`:void 0}function Ln({evaluated:t,base:e,cgoDisabled:n}){let{family:r,reference:o}=e;if(!(n||r==="other"))return P(r)?.archive!==void 0?$e(t.platform,e).missing:r!=="alpine"?`${o} has no cross compilers and foreign libraries in its packages`:Object.hasOwn(be,"/cross/setup-alpine.sh")?j(t.platform)?.alpine===void 0?`Alpine has no architecture for ${h(t.platform)}`:void 0:`${o} is Alpine, for which cross has no C compiler yet`}function vu({evaluated:t,stage:e}){if(e.platform.kind==="fixed")return"its platform is fixed in the Dockerfile";if(e.platform.kind==="unknown")return e.platform.why;let n=t.dockerfile.stages[e.rootIndex];return n!==void 0&&Qe(t.dockerfile,n.base)?`line ${n.from.span.line} names another base for every platform`:void 0}function xu({evaluated:t,stage:e}){let n=e.chain.map(r=>t.dockerfile.stages[r]).find(r=>r!==void 0&&Qe(t.dockerfile,r.base));return n===void 0?void 0:`line ${n.from.span.line} takes another stage for every platform`}function Nn({evaluated:t}){return B(t,"mount")}function Gn({instructions:t}){let e=t.find(({keyword:n})=>n==="SHELL");if(e!==void 0)return/\b(ba|da|a)?sh\b/.test(e.text)?/"--?(login|[a-z]*l[a-z]*)"/.test(e.text)?`line ${e.span.line} sets a login shell, which sets PATH anew`:void 0:`line ${e.span.line} sets another shell`}function Mn({base:t,instructions:e}){if(t.user!==void 0)return`${t.reference} starts as the user ${t.user}, who cannot install compilers`;let n=e.find(({keyword:r,text:o})=>r==="USER"&&!/^["']?(root|0)["']?(:|$)/.test(o));return n===void 0?void 0:`line ${n.span.line} changes to another user`}function Bn({base:t,stage:e,evaluated:n}){if(t.onbuild)return`${t.reference} has ONBUILD steps`;let r=e.chain.flatMap(o=>n.stages[o]?.stage.instructions??[]).find(({keyword:o})=>o==="ONBUILD");return r===void 0?void 0:`line ${r.span.line} leaves an ONBUILD step`}var Ou=[String.raw`\/go\/bin`,String.raw`\$\{?GOPATH\}?\/bin`,String.raw`\/root\/go\/bin`,String.raw`\/usr\/local\/go\/bin`,String.raw`\$\{?GOROOT\}?\/bin`,String.raw`\/usr\/lib\/go(?:-[\d.]+)?\/bin`].join("|"),Ru=new RegExp(String.raw`PATH[= ]"?(?:(?:${Ou}):)*\$\{?PATH\}?`);function Fn({instructions:t,commands:e}){let n=Ru,r=t.find(({keyword:o,text:s})=>o==="ENV"&&/(^|\s)PATH[= ]/.test(s)&&!n.test(s));return r!==void 0?`line ${r.span.line} puts other folders first in PATH`:E(e,({words:o,assignments:s})=>{let i=s.PATH??(o[0]==="export"?o.find(a=>a.startsWith("PATH="))?.slice(5):void 0);return i!==void 0&&!n.test(`PATH=${i}`)?"puts other folders first in PATH":void 0})}function Hn({commands:t,base:e}){return E(t,({words:[n=""]},r)=>/^\//.test(n)&&n!==`${e.goRoot}/bin/go`&&/^(go|g?cc|g\+\+|c\+\+|clang(\+\+)?|apt|apt-get|apk|pkg-config|ld|ar)$/.test(r)?`calls ${n} by its path`:void 0)}function Cu({evaluated:t,commands:e,instructions:n}){let{architecture:r}=t.platform,o=E(e,i=>{let[a="",...l]=i.words,d=l.find(u=>/^GOARCH=/.test(u))?.slice(7);if(d!==void 0&&/^(make|env|go|gmake)$/.test(a)&&!d.includes("$")&&d!==r)return`sets GOARCH=${d}, whatever the platform is`;let c=k(i,"GOARCH");if(!(c===void 0||c===""||c==="?"||c===r))return`sets GOARCH=${c}, whatever the platform is`});if(o===void 0)return;let s=n.find(({keyword:i,text:a})=>/^(ENV|ARG)$/.test(i)&&/\bGOARCH[= ]/.test(a));return s===void 0||!o.includes("GOARCH")?o:o.replace(/^line \d+/,`line ${s.span.line}`)}var Ls=new RegExp(`\\b(${br.join("|")})-(alpine-|unknown-|pc-)?linux-(gnu|musl)`);function Eu({instructions:t}){let e=t.find(n=>/^(RUN|ENV|ARG)$/.test(n.keyword)&&Ls.test(w(n)));return e===void 0?void 0:`line ${e.span.line} names ${Ls.exec(w(e))?.[0]}, a fixed architecture`}var Au=/^(gcc|cc|g\+\+|c\+\+|\/usr\/bin\/(gcc|g\+\+))?$/;function _u({commands:t}){return E(t,e=>{for(let r of["PKG_CONFIG_PATH","PKG_CONFIG_LIBDIR","LD_LIBRARY_PATH","LIBRARY_PATH","CPATH","C_INCLUDE_PATH"]){let o=k(e,r);if(o!==void 0&&o!=="")return`is run with ${r}, where libraries of the build platform are`}let n=["CC","CXX"].find(r=>!Au.test(k(e,r)??""));return n!==void 0?`is run with ${n}=${k(e,n)}, a compiler of its own`:e.words[0]==="go"&&e.words[1]==="env"&&e.words.some(r=>/^(GOOS|GOARCH|GOARM|CC|CXX|CGO_ENABLED)=/.test(r))?"changes settings with go env -w":void 0})}var Iu=V([/\buname\s+(-[a-z]*[mpia]|--(machine|processor|all))/,/\bdpkg\s+--print-architecture/,/\bapk\s+--print-arch/,/\$\(arch\)|`arch`/,/\bgetconf\s+(-a\b|LONG_BIT)/,/\$\{?(HOSTTYPE|MACHTYPE)\b/,/\/proc\/cpuinfo/]);function Ns(t){let e=Iu.exec(t)?.[0];if(e!==void 0)return e;let n=N(t,/\bgo\s+env(?=\s)/,/GOHOSTARCH|GOTOOLDIR/,/[)`;&|]/);return n&&`go env ${n}`}var Tu=new Set(["arch","dpkg-architecture","lscpu"]);function Pu({commands:t,instructions:e}){let n=E(t,({words:o})=>{let s=Ns(o.join(" "))??(Tu.has(o[0]??"")?o[0]:void 0);return s===void 0?void 0:`asks for the machine's architecture with ${s}`});if(n!==void 0)return n;let r=e.find(o=>o.keyword==="RUN"&&Ns(w(o))!==void 0);return r===void 0?void 0:`line ${r.span.line} asks for the machine's architecture`}var Du=new Set(`configure autogen.sh bootstrap.sh autoreconf cmake meson ninja bazel scons
  cargo rustc zig ghc cabal stack dotnet`.split(/\s+/));function Lu({commands:t}){return E(t,({words:[,...e]},n)=>Du.has(n)||/^g?make$/.test(n)&&e.some(r=>/^install/.test(r))?`builds from source with ${n}, which would build for the build platform`:void 0)}function Nu({instructions:t}){let e=/-m(?:arch|tune|cpu)=native\b/,n=t.find(r=>/^(RUN|ENV|ARG)$/.test(r.keyword)&&e.test(w(r)));return n&&`line ${n.span.line} compiles for the processor at hand with ${e.exec(w(n))?.[0]}`}function Gu({evaluated:t,stage:e}){let r=e.chain.flatMap(o=>t.stages[o]?.uses??[]).find(({from:o,paths:s})=>o.kind==="image"&&s.some(i=>!/^\/?((etc|usr\/share)\/.|usr\/local\/go\/?$)/.test(i)));if(r?.from.kind==="image")return`line ${r.instruction.span.line} ${r.how==="copy"?"copies":"mounts"} ${r.paths[0]} from ${r.from.reference}, which is taken for the target`}function Mu({evaluated:t,stage:e}){let n=e.rootIndex;for(let r of e.chain)for(let o of t.stages[r]?.uses??[]){let s=o.from.kind==="stage"?t.stages[o.from.index]:void 0;if(s===void 0||s.platform.kind!=="target"||s.rootIndex===n)continue;let i=o.paths.find(Ee);if(i!==void 0)return`line ${o.instruction.span.line} brings ${i} from ${s.stage.name??`stage ${s.stage.index}`}, whose files are the target's`}}function Bu(t,e){return t.paths.find(n=>Ee(n)&&!e.has(n.replace(/^\/?/,"/")))}function Fu({evaluated:t,stage:e,commands:n}){let r=new Set(n.flatMap(Ce)),o=e.rootIndex;for(let{stage:s,use:i}of Oe(t).get(e.stage.index)??[]){if(i.how==="mount"&&s.rootIndex===o)continue;let a=Bu(i,r);if(a!==void 0)return`line ${i.instruction.span.line} ${i.how==="copy"?"copies":"mounts"} ${a} out of it, where the build platform's own files are`}}var Gs=[Su,ku,vu,xu,Nn,Ln,Bn,Gn,Mn,Fn,Hn,Cu,Eu,_u,Pu,Nu,Lu,Gu,Mu,Fu,Is];function Q(t,e){let n=[];for(let r of(e.startsWith("/")?e:`${t}/${e}`).split("/"))r===".."?n.pop():r!==""&&r!=="."&&n.push(r);return`/${n.join("/")}`}function Ht(t,e,n){let r=n;return[...e.chain].reverse().flatMap(o=>{let s=t.stages[o],i=(s?.stage.instructions??[]).map(({keyword:a,text:l},d)=>{let c=r;return a==="WORKDIR"&&(r=Q(r,M(l,s?.scopes[d]??x.of()))),c});return o===e.stage.index?i:[]})}var Un={products:[],tools:[],both:[]};function Ms(t){let[e,n,r]=["products","tools","both"].map(o=>new Set(t.flatMap(s=>s[o])));return{products:[...e].filter(o=>!n.has(o)&&!r.has(o)),tools:[...n].filter(o=>!e.has(o)&&!r.has(o)),both:[...r]}}function Wn(t,e){let n=ee(t,e),r=n.flatMap(p=>Ut(p).map(g=>({name:g,folder:Ku(p)})));if(r.length===0)return Un;let o=(Oe(t).get(e.stage.index)??[]).flatMap(({use:p})=>p.paths),s=({name:p,folder:g})=>g===void 0||o.some($=>zu(`${g}/${p}`,$)),i=n.some(Hu),a=new Set(n.flatMap(({words:p})=>p.map(g=>g.slice(g.lastIndexOf("/")+1)))),l=Re(t,e).map(w),d=[...new Map(r.map(p=>[p.name,p])).values()],c=d.filter(p=>s(p)&&!i&&!a.has(p.name)).map(({name:p})=>p),u=d.filter(p=>!s(p)&&!i&&Vu(p.name,l,n)).map(({name:p})=>p),f=d.map(({name:p})=>p).filter(p=>!c.includes(p)&&!u.includes(p));return{products:c,tools:u,both:f}}function Hu(t){let[e=""]=t.words;return t.opaque===!0||Uu.test(e)||/^(generate|run|tool|test)$/.test(O(t)??"")}var Uu=/(^|\/)(g?make|(ba|da)?sh|mage|task|just|protoc|buf|npm|yarn)$|^\.\//,Wu=V([/\b(which|whereis|readlink|realpath)\b/,/command\s+-v|type\s+-p/,/go\/bin|\bGOBIN\b|\bGOPATH\b/,/go env/,/\.crossbuild/]);function Vu(t,e,n){let r=n.flatMap(({words:[s=""]})=>s.endsWith(`/${t}`)?[s]:[]);return e.filter(s=>!/^\s*PATH[= ]/.test(s)).map(s=>r.reduce((i,a)=>i.replaceAll(a,""),s)).some(s=>Wu.test(s))?!1:n.every(s=>{let[i="",...a]=s.words,l=i===t||i.endsWith(`/${t}`);return Ut(s).length>0||l?!0:(O(s)!==void 0||ju(i))&&!a.some(d=>d.includes(t))})}function ju(t){return qu.has(t)||K.some(({installers:e})=>e.includes(t))}var qu=new Set(["",":","true","echo","printf","test","[","[[","export","set","mkdir","chmod","rm","sed","git","curl","wget","update-ca-certificates"]);function zu(t,e){let n=r=>Q("/",r.replace(/[^/]*[*?[].*$/,"")).replace(/\/?$/,"/");return n(t).startsWith(n(e))||n(e).startsWith(n(t))}function Ut(t){return O(t)!=="install"?[]:t.words.filter(e=>/^[^-].*@/.test(e)).map(e=>e.replace(/@.*$/,"").replace(/\/v\d+$/,"")).map(e=>e.slice(e.lastIndexOf("/")+1))}function Ku(t){let e=k(t,"GOBIN")??"",n=k(t,"GOPATH")??"",r=n===""?"/go/bin":`${n}/bin`,o=e===""?r:e;return o.startsWith("/")?Q("/",o):void 0}function Bs(t,e){let n=ee(t,e),{tools:r}=Wn(t,e),o=n.flatMap(Ut).filter(s=>!r.includes(s));return n.find(({words:[s=""]})=>o.some(i=>s.endsWith(`/${i}`)))?.line}function Fs(t){return Ut(t).length>0}function Hs(t,e,n){let r=f=>({verdict:"no",because:f,cgoDisabled:!1});if(n===void 0)return r("its base is not a known image");let o=ee(t,e),s={evaluated:t,stage:e,base:n,commands:o,instructions:Re(t,e),cgoDisabled:Gt(o,n)};for(let f of[...Gs,..._s]){let p=f(s);if(p!==void 0)return r(p)}let{cgoDisabled:i}=s,a=i?"a Go stage without C":"a Go stage",l=n.goRoot===void 0?"a stage":a,d=n.reference.replace(/@.*/,""),c=o.some(Fs),u=(i&&n.goRoot!==void 0?void 0:Yu(n)??$e(t.platform,n).doubt)??Xu(s)??Qu(s)??o.map(f=>Zu(f)??Ts(f,c)??(i?tf(f):void 0)).find(f=>f!==void 0);return u!==void 0?{verdict:"likely",because:`${l} on ${d}, but ${u}`,cgoDisabled:i}:{verdict:"yes",because:`${l} on ${d} that others only copy from`,cgoDisabled:i}}var vw=Object.hasOwn(be,"/cross/setup-alpine.sh");function Yu({family:t,goRoot:e}){if(e===void 0)return"what it is for shows only in what it installs";if(P(t)?.archive===void 0)return t==="alpine"?"cross-compiling C on Alpine is not proven":"which distribution it is shows only in the build"}function Xu({instructions:t}){let e=t.find(n=>/^(RUN|COPY|ADD)$/.test(n.keyword)&&(wt(w(n))||Ju(w(n))));return e===void 0?void 0:`line ${e.span.line} changes where packages come from`}function Qu({evaluated:t,stage:e}){let n=Bs(t,e);return n===void 0?void 0:`line ${n} starts a program by its path, where the one for the target lies`}function Ju(t){return/--repository|\/etc\/apk/.test(t)||N(t,/apk(?=\s)/,/\s-X(\s|$)/,/\n/)!==void 0}function Zu(t){if(t.opaque)return`line ${t.line} could not be read to the end`;let[e=""]=t.words,n=O(t)??"",r=e.slice(e.lastIndexOf("/")+1);if(ef(r,t.words))return`line ${t.line} lists the installed packages, and the cross compiler's are among them`;if(r==="go")return/^(mod|env|version|clean|fmt|build|install|list|vet|get)$/.test(n)?void 0:`line ${t.line} runs go ${n}`;let o=r==="."||r==="source"?`reads ${t.words[1]}`:`runs ${r}`;return Se([t]).yes?`line ${t.line} ${o}, whose own commands are not visible`:void 0}function ef(t,e){return K.some(({lists:n})=>{let r=v(n,t);return r==="always"||r!==void 0&&e.slice(1).some(o=>r.test(o))})}function tf({words:[t=""],line:e}){return/(^|\/)(strip|objcopy)$/.test(t)?`line ${e} runs ${t}, which knows only files of the build platform`:void 0}var _e="the Dockerfile itself runs it on the build platform";function Us(t,e,n){let r=(_=_e)=>({verdict:"leave",because:_}),o=ee(t,e),s=o.filter(_=>of(t,_)),[i]=s;if(i===void 0||n===void 0)return r();let a=Re(t,e),l=lf({commands:o,instructions:a,builds:s});if(l!==void 0)return r(`${_e}, and ${l}`);let d={evaluated:t,stage:e,base:n,commands:o,instructions:a,cgoDisabled:!1},c=nf.map(_=>_(d)).find(_=>_!==void 0);if(c!==void 0)return r(`${_e}, and nothing is put into it: ${c}`);let u=h(t.platform),f=`pinned by the Dockerfile; line ${i.line} builds Go with C for ${u}`,p=s.every(Ws)?`line ${i.line} runs ${i.words[0]}, which cannot be read`:void 0,g=n.family==="debian"||n.family==="ubuntu"?void 0:"only Debian and Ubuntu are proven",$=p??g;return $===void 0?{verdict:"cross",because:f}:{verdict:"likely",because:`${f}, but ${$}`}}var nf=[Nn,Ln,Bn,Gn,Mn,Fn,Hn],rf=/^(g?make|bash|sh|\.\/\S+|task|mage|just|goreleaser)$/;function Ws({words:[t=""]}){return rf.test(t)}function of({platform:t},e){let n=O(e);if(!(n==="build"||n==="install"||n==="test"&&e.words.includes("-c"))&&!Ws(e))return!1;let o=k(e,"GOOS")??"";return k(e,"GOARCH")===it(t).GOARCH&&(o===""||o==="linux")&&k(e,"CGO_ENABLED")==="1"}var Vs=/(^|\/)(xx-\w+(-\w+)*|goxx-\w+(-\w+)*|zig|zig\S*|clang|osxcross\S*)$/,js=$r.join("|"),sf=new RegExp(`^(gcc|g\\+\\+|crossbuild-essential|binutils|musl)-[\\w+.-]*(linux|arm|aarch64|${js})`),af=new RegExp(`^[a-z][\\w+.-]+:(${js})$`);function qs({words:[t="",...e]}){return Vs.test(t)||t==="go"&&e[0]==="env"&&e.some(n=>/^-w$|^GOARCH=/.test(n))}function lf({commands:t,instructions:e,builds:n}){for(let o of n){let s=["CC","CXX","PKG_CONFIG","PKG_CONFIG_PATH","PKG_CONFIG_LIBDIR","CGO_LDFLAGS"].find(i=>!df.test(k(o,i)??""));if(s!==void 0)return`line ${o.line} sets ${s} itself`}for(let{words:o,line:s}of t){let[i="",...a]=o;if(Vs.test(i))return`line ${s} cross-compiles with ${i}`;if(a.includes("--add-architecture"))return`line ${s} adds an architecture to dpkg`;let l=a.find(d=>sf.test(d)||af.test(d));if(l!==void 0)return`line ${s} installs ${l}`}let r=e.find(o=>o.keyword==="COPY"&&/--from=\S*\b(xx|goxx|zig|osxcross)\b/.test(w(o)));return r&&`line ${r.span.line} brings tools for cross-compilation`}var df=/^(gcc|cc|g\+\+|c\+\+|pkg-config)?$/;var cf=/^\/usr(\/\*|\/local(\/s?bin|\/\*)?)?\/?$/,uf=/^\/(\.|\*)?$/,zs=256;function Ys(t,e,n){let r=t.some(({words:[i="",...a]})=>/(^|\/)(cpio|xargs)$/.test(i)||/(^|\/)tar$/.test(i)&&a.includes("-T")),o=new Set([e]),s=t.flatMap(i=>{let[a="",...l]=i.words,d=a.slice(a.lastIndexOf("/")+1);if(o.size>zs)return[];if(/^(cd|pushd)$/.test(d))for(let f of[...o])o.add(Q(f,Ae(l[0]??"/root",i)));if($f(d,l))return[];let c=f=>hf(Ae(f,i),o),u=mf(i,d,r).flatMap(f=>c(f).flatMap(p=>{let g=gf(p,n);return g===void 0?[]:[{which:g,because:`it runs ${d} on ${f}`}]}));return n===void 0?u:[...u,...yf(d,l,c,n)]});return o.size>zs?{which:"all",because:"it changes folders so often that they are not followed"}:["all","local","go"].map(i=>s.find(a=>a.which===i)).find(Boolean)}var ff=/^(rm|chown|chmod|chgrp|setfacl|find)$/,pf=/^(du|mksquashfs|mkfs\.\w+|genext2fs|mke2fs|syft|trivy)$/;function mf(t,e,n){return ff.test(e)||pf.test(e)?wf(e,t.words.slice(1),n):Xe(t)?.sources??[]}function hf(t,e){return t===""||/^[-$`{]/.test(t)?[]:[...e].map(n=>Q(n,t))}function gf(t,e){if(uf.test(t))return"all";if(cf.test(t))return"local";let n=t.replace(/\/\*$/,"");return e!==void 0&&(`${e}/`.startsWith(`${n}/`)||Xs(n,e))?"go":void 0}function Xs(t,e){return[`${e}/bin`,`${e}/bin/go`,`${e}/pkg`,`${e}/pkg/tool`].includes(t)||t.startsWith(`${e}/pkg/tool/`)}var $f=(t,e)=>t==="ln"&&e.some(n=>/^(-\w*s\w*|--symbolic)$/.test(n)),bf=new Set("test [ [[ echo printf which command type hash ls stat cd export env go if file basename dirname".split(" "));function yf(t,e,n,r){if(bf.has(t))return[];let o=e.find(s=>/(\$\(|`)\s*(which|command\s+-v|type\s+-p)\s+go\b/.test(s)||n(s).some(i=>Xs(i.replace(/\/\*$/,""),r)));return o===void 0?[]:[{which:"go",because:`it runs ${t} on ${o}`}]}function wf(t,e,n){if(t==="find"){let r=n||e.some(s=>/^-(delete|exec|execdir|ok|okdir|newer|cnewer|print0?|printf|ls)$/.test(s)),o=e.some(s=>/^-x?(dev|mount)$/.test(s))&&e.some(s=>/^-i?(name|path)$/.test(s));return r&&!o?e:[]}return/^(du|mk|genext2fs|syft|trivy)/.test(t)||e.some(r=>/^(-\w*[rR]\w*|--recursive)$/.test(r))?e:[]}function Wt({flags:t},e){return t.some(({name:n,value:r})=>{if(n!=="mount")return!1;let o=ze(r),s=`${(o.target??o.dst??o.destination??"").replace(/\/$/,"")}/`;return s!=="/"&&(`${e}/`.startsWith(s)||s.startsWith(`${e}/`))})}var Qs="/usr/bin/(apt|apt-get|dpkg|dpkg-deb|dpkg-query)\\b",Sf=new RegExp(Qs),kf=new RegExp(`>\\s*(${Qs})`);function Js(t){let e=w(t);return N(e,/\b(dpkg-divert|mv|cp|ln|install|rm|chmod)\b/,Sf,yt)??kf.exec(e)?.[1]}var Ks=b(({stage:t})=>{let e=t.instructions.filter(({keyword:n})=>/^(RUN|COPY|ADD)$/.test(n));return{replaces:e.find(n=>Js(n)!==void 0),beside:e.find(n=>/\/usr\/local\/sbin\b/.test(w(n)))}});function Zs(t,e){let n=e.chain.flatMap(s=>t.stages[s]??[]).reverse(),r=n.map(s=>Ks(s).replaces).find(Boolean);if(r!==void 0){let s=Js(r);return{which:"all",because:`APT stays emulated, as line ${r.span.line} may replace ${s}`}}let o=n.map(s=>Ks(s).beside).find(Boolean);return o&&{which:"fronts",because:`apt-get itself stays emulated, as line ${o.span.line} may put one into /usr/local/sbin`}}var ti=V([/gcc|g\+\+|c\+\+|clang|llvm|fortran|gnat|golang|compiler|toolchain/,/build|make|meson|ninja|autoconf|automake|libtool|dkms/,/dev(el|scripts|helper)|-dev\b|-sdk/,/rust|cargo|ghc|haskell|ocaml|swift|zig/,/nix|brew|conda|mamba|asdf|mise/,/bazel|jdk|kernel|headers|debhelper/,/\b(cc|cpp|tcc|go|gdc|ldc|as)\b/],"i"),vf=V([/^python3?-(pip|virtualenv)$/,/^r-base\S*$/,/^(npm|opam|nim)$/,/^(alien|equivs|dh-make|checkinstall)$/]),xf=new Set(`sh bash dash ash zsh ksh busybox make tar unzip bsdtar dpkg rpm snap install source . eval exec xargs
  su sudo gosu chroot`.split(/\s+/)),Of=V([/^(python[\d.]*|pip[\d.]*|pipx|uv|poetry)$/,/^(node|npx|npm|pnpm|yarn|corepack)$/,/^(perl|ruby|gem|bundle|php|composer|java)$/,/^(curl|wget|git)$/]);function ni(t,e,n,r){return r?.withoutCompilers!==!0?!1:e.chain.every(o=>{let s=t.stages[o];if(s===void 0)return!1;let i=s===e?n:s.stage.instructions.length;return Rf(s)>i})}var Rf=b(t=>{let e=t.stage.instructions.findIndex(n=>Cf(t,n));return e<0?t.stage.instructions.length+1:e});function Cf(t,e){let{keyword:n}=e;if(n==="RUN")return Ef(e);if(n==="ADD")return!0;if(n!=="COPY")return!1;let r=xe(t).get(e);return r===void 0?/^\/?(usr\/(local\/)?)?s?bin(\/|$)/.test(X(e).at(-1)??""):r.paths.some(o=>/^\/?((usr|opt|usr\/local)\/?(bin\/?|lib\/?)?)?\*?$/.test(o)||ti.test(o))}function Ef(t){return t.flags.filter(({name:n})=>n==="mount").map(({value:n})=>ze(n).type).some(n=>!/^(cache|tmpfs|secret|ssh)$/.test(n??"bind"))?!0:Jo(t).some(({words:[n="",...r],opaque:o})=>o===!0||n.includes("/")||ei(n,r)||de(r).some(([s="",...i])=>s.includes("/")||ei(s,i))||/^(apt|apt-get|aptitude)$/.test(n)&&r.some(s=>vf.test(s)||/[$`]|\.deb$/.test(s))||!Of.test(n)&&[n,...r].some(s=>ti.test(s)))}function ei(t,e){let n=t==="gosu"&&e.every(r=>r.startsWith("-"));return xf.has(t)&&!n}function Ie(t){return P(t.family)?.borrows===!0}var ri=`they come from ${at.donor.replace(/@.*/,"")} and are used if they compile a sample as the base's own do, else C stays emulated`,Af=new RegExp(`\\b(${le.filter(({borrows:t})=>t).flatMap(({packages:t})=>t.installers).join("|")})\\b`),_f=/\bdocker-php-ext-install\b|\bPHPIZE_DEPS\b/,If=oe([/gcc|g\+\+|gcc-c\+\+/,/go|golang/,/build-base|alpine-sdk/,/@?"?development[ -]tools"?/]),Tf=new RegExp(`(^|[\\s"'])(${If})([\\s"'=@;&<>~]|$)`,"i"),Pf=/gcc|toolset|build|devel|sdk|(^|\/)rust(:|@|$)/;function oi({platform:t,stages:e},n,r){return j(t)?.debian===void 0?`Debian has no compiler for ${h(t)}`:n.chain.flatMap(s=>e[s]?.stage.instructions??[]).filter(({keyword:s})=>s==="RUN").map(w).some(s=>_f.test(s)||Af.test(s)&&Tf.test(s))||Pf.test(r.reference)?void 0:`no step of it is seen to install a C compiler, and ${P(r.family)?.label} has none by itself`}var si=["replaced","other-program","no-twin","missing","shown-later"],ii=["apt","toolchain","go"];function Vt({evaluated:t,stage:e}){return t.dockerfile.stages[e.rootIndex]?.base??""}function jt({stage:t},{at:e},n){return n.every(r=>t.scopes[e]?.has(r)!==!0)}var qt=["LD_PRELOAD","LD_AUDIT"];var ai=t=>t.has("compilers")||t.has("borrowed");function zt(t,e){return{key:t,base:t,parts:[e],series:n=>ai(n)?"toolchain":"apt",instructions:(n,r)=>r.has("borrowed")?uo({name:n,base:t,image:at.donor}):ai(r)?co({name:n,base:t},{installs:r.has("apt")}):fo({name:n,base:t}),files:n=>({...He,...n.has("borrowed")?io:{}})}}var Vn={name:"apt",called:"APT tools",speeds:"installing",row:{step:"APT on Debian and Ubuntu",native:"`apt-get`, `apt`, their methods, `apt-key`; `dpkg` below them where the name of the target's architecture is no longer than the build machine's (on amd64: arm64, armhf, armel, i386, s390x); `dpkg-deb`, `dpkg-split`, `tar` and `rm` below `dpkg`",target:"the maintainer scripts and what they run; `dpkg` called by name"},inStage:Df};function Df(t){let{evaluated:e,stage:n,base:r}=t,o=Zs(e,n),s=r!==void 0&&!Ie(r)&&o?.which!=="all"&&B(e,"secretEnv")===void 0,i=d=>s&&jt(t,d,["APT_CONFIG",...qt]),a=d=>{if(i(d))return kn(d.commands)?"work":Yo(d.commands)?"share":void 0},l=({seen:d,instruction:c,commands:u})=>(d===void 0||d.which==="go")&&o===void 0&&!Wt(c,"/usr/local/sbin")?Xo(u):[];return{part:a,use:d=>{if(a(d)===void 0)return;let c=l(d);return{tool:Vn,made:zt(Vt(t),"apt"),mounts:u=>gt(u,{installs:!0,frontEnds:c}),secrets:[ht]}},left:({work:d})=>o!==void 0&&d.some(({commands:c})=>kn(c))?[{kind:"replaced",text:o.because}]:[]}}var jn={keys:(t,e,n)=>Ke(t,e,n).map(({source:r})=>Xt(r)),because:"native tools of Go are left out, as not every platform runs the step with that Go"},Yt={name:"go-tools",called:"Go tools",speeds:"compiling",row:{step:"Go",native:"`compile`, `link`, `asm`, `cgo`, `vet`, `cover`, from the same Go for the build machine: the image's, the distribution's package, or for an archive from go.dev the golang image of that release",target:"`go` of a distribution's package or of an archive"},common:jn,inStage:Lf};function Lf(t){let e=({at:n})=>t.go[n]?.because??t.go[n+1]?.because;return{part:Nf,use:(n,r)=>{let o=qn(t,n,r);if(o===void 0||!(n.compiles||zn(t,n,o)))return;let s=i=>$t(i,{goroot:o.root});return{tool:Yt,made:Kn(o),mounts:s,key:Xt(o)}},hidden:({at:n,compiles:r})=>r&&t.go[n]?.source!==void 0?"tools of Go":void 0,hurdle:()=>t.go.map(n=>n.because).find(n=>n!==void 0),left:n=>{let r=n.work.filter(o=>o.compiles&&!Gf(n,o)).flatMap(o=>e(o)??[]);return[...new Set(r)].map(o=>({kind:"no-twin",text:o}))}}}function Nf({compiles:t,modules:e}){return t?"work":e?"share":void 0}function Gf({uses:t},{instruction:e}){return t.get(e)?.some(({tool:n})=>n===Yt)===!0}function Kt({go:t},{at:e,instruction:n}){let r=t[e]?.source,o=t[e+1]?.source;if(!(r===void 0||r!==o))return Wt(n,r.root)?void 0:r}function qn(t,e,n){let r=()=>n.some(s=>s.compiles&&Kt(t,s)!==void 0);return e.seen===void 0&&(e.compiles||e.modules&&r())?Kt(t,e):void 0}function zn(t,e,{install:n}){return n===void 0&&jt(t,e,qt)}function Xt(t){return t===void 0?"":JSON.stringify([t.root,t.reference,t.install])}function Kn({from:t,install:e}){return{key:JSON.stringify([t,e]),base:t,parts:[],series:()=>"go",instructions:n=>po({name:n,base:t,...e===void 0?{}:{install:e}}),files:()=>He}}function Je(t){return t.length<2?t.join():`${t.slice(0,-1).join(", ")} and ${t.at(-1)}`}function ci(t){let e=t.filter(o=>Te(o,"compiling")),n=t.filter(o=>Te(o,"installing")),[r]=e.toSorted((o,s)=>s.cost-o.cost);return[...r===void 0?[]:[`${li(e,"compiling")} for ${di(e,r)}: ${r.because}`],...n.length===0?[]:[`${li(n,"installing")} for ${di(n)}`]]}function Te({tools:t},e){return t.some(({tool:n})=>n.speeds===e)}function li(t,e){let n=t.flatMap(o=>o.tools.map(({tool:s})=>s)).filter(({speeds:o})=>o===e),r=new Set(n.map(o=>o.called));return`native ${Je([...r].toSorted())}`}function di(t,e=t[0]){let n=e?.instruction.span.line;return t.length===1?`the step in line ${n}`:`${t.length} steps, the ${e===t[0]?"first":"heaviest"} in line ${n}`}var Yn={name:"compilers",called:"compilers",speeds:"compiling",row:{step:"gcc, g++",native:"`cc1`, `cc1plus`, `as`, `ld`, `collect2`, `lto1`, made from the distribution's cross compiler of the same version",target:"the driver (`gcc`, `g++`): specs, defaults, answers to `-print-\u2026` and `-v`; headers and libraries"},inStage:t=>Xn(Yn,"compilers",t,{applies:e=>!Ie(e),missing:e=>$e(t.evaluated.platform,e).missing,remark:e=>e.family==="other"?"whether its distribution has a cross gcc shows in the build":void 0})};function Xn(t,e,n,{applies:r,missing:o,remark:s}){let{base:i}=n,a={part:({compiles:$})=>$?"work":void 0,use:()=>{}};if(i===void 0||!r(i))return a;let{environment:l,because:d}=Ff(n),c=dn(()=>o(i)??d),u=dn(()=>Gt(Nt(n.evaluated,n.stage),i)),f=$=>Kt(n,$)===void 0||!gs($.commands,u()),p=zt(Vt(n),e),g={tool:t,made:p,mounts:$=>gt($,{compiles:!0,environment:l}),...l==="secret"?{secrets:[Fe]}:{argument:Fe}};return{...a,use:$=>$.compiles&&c()===void 0&&f($)?g:void 0,hurdle:c,left:({work:$,uses:_})=>{let nt=$.filter(({compiles:fe})=>fe);return[...[..._.values()].flat().some(fe=>fe.tool===t)?[...Bf(n,nt),...Mf(s(i))]:[],...c()!==void 0&&nt.some(f)?[{kind:"missing",text:`C stays emulated, as ${c()}`}]:[]]}}}function Mf(t){return t===void 0?[]:[{kind:"shown-later",text:t}]}function Bf({evaluated:t,stage:e},n){let r=n.flatMap(i=>i.commands),o=ms(r,Nt(t,e));return o.length===0?[]:[{kind:"other-program",text:`what ${Je(o)} compiles stays emulated, unless it is the base's own gcc`}]}function Ff({evaluated:t,stage:e}){let n=B(t,"secretEnv");return n===void 0?{environment:"secret"}:{environment:"arg",...t.stages[t.target]?.chain.includes(e.stage.index)===!0?{because:n}:{}}}var Qn={name:"borrowed-compilers",called:"compilers",speeds:"compiling",row:{step:"gcc, g++ on Alpine, Wolfi and images with RPM packages",native:"the same from Debian's compiler of that version, for the languages in which it compiles a sample as the base's own does",target:"the same"},inStage:t=>Xn(Qn,"borrowed",t,{applies:Ie,missing:e=>oi(t.evaluated,t.stage,e),remark:()=>ri})};var Jn={name:"go-command",called:"Go tools",speeds:"compiling",row:{step:"`go` in golang's images",native:"`go build`, `install`, `vet`, `get`, `mod download`, `tidy`, `vendor` and `verify`",target:"`go run`, `test`, `generate`, `tool`, `list`, `env`, `version`, and everything when `GOTOOLCHAIN`, `GOOS`, `GOARCH`, `GOROOT`, `GO111MODULE` or `go env -w` ask for something unusual"},common:jn,inStage:t=>({part:()=>{},use:(e,n)=>{let r=qn(t,e,n);if(r===void 0||!zn(t,e,r))return;let o=s=>$t(s,{goroot:r.root,command:!0});return{tool:Jn,made:Kn(r),mounts:o,key:Xt(r)}}})};var Qt=[Yn,Qn,Vn,Yt,Jn];var Jt="nothing in it compiles";function ui(t,e,n,r=ge){let o=qf(t,e,n,r),s=Qt.map(f=>f.inStage(o)),i=Hf(s,o);if(i.length===0)return{ok:!1,because:fi(e)};let a=zf(t,e,n);if(a!==void 0)return{ok:!1,because:a};let l=Uf(s,i),d=jf(s,i);if(l.length===0)return{ok:!1,because:[...s.flatMap(({hurdle:p})=>p?.()??[]),...d].join("; ")};let c={work:i,uses:new Map(l.map(({instruction:f,tools:p})=>[f,p]))},u=[...ci(l),...d,...Wf(s,c),...Vf(e,i)].join("; ");return{ok:!0,steps:l,compiles:l.some(f=>Te(f,"compiling")),because:u}}function Hf(t,{steps:e}){let r=e.map(o=>({step:o,parts:t.flatMap(({part:s})=>s(o)??[])})).filter(o=>o.parts.length>0);return r.some(o=>o.parts.includes("work"))?r.map(({step:o})=>o):[]}function Uf(t,e){return e.filter(({seen:n})=>n?.which!=="all").map(n=>{let{instruction:r,because:o,cost:s}=n;return{instruction:r,because:o,cost:s,tools:t.flatMap(({use:i})=>i(n,e)??[])}}).filter(n=>n.tools.length>0)}function Wf(t,e){let n=e.work.filter(({compiles:s})=>s).flatMap(s=>s.commands),o=[...pi(n).map(s=>({kind:"no-twin",text:s})),...t.flatMap(({left:s})=>s?.(e)??[])];return si.flatMap(s=>o.filter(i=>i.kind===s)).map(({text:s})=>s)}function Vf(t,e){return e.some(({compiles:n})=>n)?[]:[fi(t)]}function fi(t){let e=t.stage.instructions.flatMap((r,o)=>R(t,o)),n=pi(e);return n.length===0?Jt:`${Jt} C or Go; ${n.join()}`}function pi(t){let e=Ot(t);return e.length===0?[]:[`${Je(e)} ${e.length===1?"itself stays":"themselves stay"} emulated`]}function jf(t,e){return e.flatMap(n=>{let{seen:r,instruction:o}=n;if(r===void 0)return[];let s=r.which==="all"?["tools"]:t.flatMap(a=>a.hidden?.(n)??[]),i=`for the step in line ${o.span.line}, which would see them: ${r.because}`;return s.map(a=>`no ${a} ${i}`)})}function qf(t,e,n,r){let o=Ke(t,e,r),s=Ht(t,e,n?.goRoot===void 0?"/":"/go"),i=e.stage.instructions.flatMap((a,l)=>{if(a.keyword!=="RUN")return[];let d=R(e,l),c=Se(d),u=c.yes&&!ni(t,e,l,n),f=Ys(d,s[l]??"/",(o[l]??o.at(-1))?.source?.root),p=!u&&Ko(d),g=p?{because:"it fetches Go modules",cost:y.runs}:{because:c.because,cost:Ct(d)};return[{instruction:a,at:l,commands:d,compiles:u,modules:p,...g,...f===void 0?{}:{seen:f}}]});return{evaluated:t,stage:e,base:n,go:o,steps:i}}function zf(t,e,n){let r=B(t,"mount");if(r!==void 0)return r;let{platform:o}=e;if(o.kind==="unknown")return o.why;if(o.kind==="fixed"&&!ie(o.platform,t.platform))return`the Dockerfile fixes it to ${h(o.platform)}, and tools are made for ${h(t.platform)}`;if(n===void 0)return Kf(e);if(!n.nativeTwin.known)return n.nativeTwin.because;if(n.onbuild)return`${n.reference} has ONBUILD steps, which a stage with tools would run as well`;let s=t.dockerfile.stages[e.rootIndex];if(s!==void 0&&Qe(t.dockerfile,s.base))return`line ${s.from.span.line} names another base for every platform, so there is no native twin of it`;let i=e.chain.flatMap(a=>t.stages[a]?.stage.instructions??[]).find(({text:a,keyword:l})=>/^(ENV|ARG)$/.test(l)&&/\bCOMPILER_PATH\b/.test(a));return i===void 0?void 0:`line ${i.span.line} sets COMPILER_PATH itself`}function Kf(t){switch(t.root.kind){case"scratch":return"it starts from scratch";case"context":return`its base is the build context ${t.root.name}, of which no native twin can be had`;case"unknown":return`its base ${t.root.text} is not known before the build: ${t.root.why}`;default:return"its base is not known"}}function mi(t,e,n){return t.needed.flatMap(r=>{let o=t.stages[r];return o===void 0?[]:[Yf(t,o,e,n)]})}function Yf(t,e,n,r){let o=hi(t,e);if(e.platform.kind==="build")return Zf(t,e,n,r);let s=Xf(t,e,r);if(s!==void 0)return o("native",s);let i=n==="emulate"?"strategy asks for it":gi(t)??Ue(t);if(i!==void 0)return o("emulate",i,{emulated:!0});let a=ip(t,e,r),{verdict:l,because:d,cgoDisabled:c}=a;if(Qf(n,l))return o("cross",d,{cgoDisabled:c});let u=n==="accelerate"?"strategy asks for it":`not cross: ${d}`;if(r.noEmulator!==void 0)return l==="no"?o("emulate",`${r.noEmulator}; ${u}`,{emulated:!0}):o("cross",`${d}; ${r.noEmulator}`,{cgoDisabled:c});let f=ui(t,e,Zn(e,r),et(r)),p=Jf(f)?f.because:`${f.because}; ${u}`;return f.ok?o("accelerate",p,{steps:f.steps,emulated:!0}):o("emulate",p,{emulated:!0})}function Xf(t,e,n){let r=tp(t,e,n);return r!==void 0?r:np(t,e)?ep(e,n)?"it is Windows, which no emulator runs: it is built as it is":void 0:"it runs nothing"}function Qf(t,e){return e==="yes"?t==="cross"||t==="auto":e==="likely"&&t==="cross"}function Jf(t){return t.ok?!t.compiles:t.because.startsWith(Jt)}function Zf(t,e,n,r){let o=hi(t,e),[s]=r.nodes,i=r.nodes.find(c=>W(c,t.platform))??s;if(i!==void 0&&i.architecture===t.platform.architecture||n!=="auto"&&n!=="cross")return o("native",_e);if((gi(t)??Ue(t))!==void 0)return o("native",_e);let{verdict:l,because:d}=Us(t,e,Zn(e,r));return l==="cross"||l==="likely"&&n==="cross"?o("cross",d,{pinned:!0}):o("native",l==="likely"?`${d}; write strategy: cross to have it compiled for the target`:d)}function hi(t,e){return(n,r,o={})=>({index:e.stage.index,stage:U(e),strategy:n,because:r,steps:o.steps??[],cgoDisabled:o.cgoDisabled??!1,pinned:o.pinned??!1,installed:n==="cross"&&o.pinned!==!0?Wn(t,e):Un,emulated:o.emulated??!1,cost:e.stage.instructions.reduce((s,i,a)=>Math.max(s,Ct(R(e,a))),y.asks),root:e.rootIndex,...e.root.kind==="image"?{rootImage:e.root.reference}:{}})}function ep(t,e){let{platform:n}=t;return n.kind==="fixed"&&n.platform.os==="windows"||Zn(t,e)?.windows===!0}function U({stage:t}){return t.name??`stage ${t.index}`}function tp(t,e,{nodes:n}){let r=e.platform.kind==="fixed"?e.platform.platform:t.platform,o=e.platform.kind==="fixed"?"the Dockerfile fixes it to ":"";if(n.some(s=>W(s,r)))return`${o}${h(r)}${o===""?" is what the builder runs":", which the builder runs"}`}function W(t,e){return t.architecture==="amd64"&&e.architecture==="386"?t.os===e.os:mr(t,e)}function np(t,e){let n=e.base.kind==="stage"?t.stages[e.base.index]:void 0;return e.stage.instructions.some(({keyword:r})=>r==="RUN")||n!==void 0&&rp(n.stage)}var rp=b(({instructions:t})=>t.some(({keyword:e,text:n})=>e==="ONBUILD"&&/^run\b/i.test(n)));function gi({dockerfile:t}){return op(t)}var op=b(t=>{let e=t.stages.find(({name:r})=>r?.startsWith(L));if(e!==void 0)return`line ${e.from.span.line} names a stage ${e.name}: the file has been rewritten already and is built as it is`;let n=t.stages.flatMap(({instructions:r})=>r).find(({keyword:r,text:o})=>r==="ONBUILD"&&/^copy\s.*--from=["']?[+-]?\d+["']?(\s|$)/is.test(o));return n===void 0?void 0:`line ${n.span.line} counts stages in ONBUILD, so no stage may be put before them`});function et({bases:t}){return sp(t)}var sp=b(t=>{let e=new Map;return n=>{let r=e.get(n)??ge(n,v(t,n));return e.set(n,r),r}});function Zn(t,e){return t.root.kind==="image"?et(e)(t.root.reference):void 0}function ip(t,e,n){let r=ap(et(n))(t),o=r.stage(e),{worst:s,cgoDisabled:i}=r.group(e.rootIndex);if(s===void 0||Ze[o.verdict]<=Ze[s.result.verdict])return{...o,cgoDisabled:i};let{verdict:a,because:l}=s.result,d=`stage ${U(s.one)} shares its base and does not qualify: ${l}`;return{verdict:a,because:d,cgoDisabled:i}}var Ze={no:0,likely:1,yes:2},ap=b(t=>b(e=>{let n=b(s=>Hs(e,s,s.root.kind==="image"?t(s.root.reference):void 0)),r=lp(e),o=b(s=>{let i=s.map(l=>({one:l,result:n(l)})),a=i.reduce((l,{result:d})=>Math.min(l,Ze[d.verdict]),Ze.yes);return{worst:i.find(({result:l})=>Ze[l.verdict]===a),cgoDisabled:i.every(({result:l})=>l.cgoDisabled)}});return{stage:n,group:s=>o(r.get(s)??[])}}));function lp({needed:t,stages:e}){let n=new Map;for(let r of t.flatMap(o=>e[o]??[])){let o=n.get(r.rootIndex);o===void 0?n.set(r.rootIndex,[r]):o.push(r)}return n}function dp({evaluated:t,buildPlatform:e}){let n=t.stages[t.target],r=t.stages[n?.rootIndex??-1];if(n===void 0||r===void 0)return;let{platform:o}=n,s=o.kind==="fixed"?o.platform:void 0,i=o.kind==="build"?e:s,a=t.platform;return i===void 0||W(a,i)?void 0:{wanted:a,holds:i,root:r}}function bi(t,e){let n=t.flatMap(o=>dp(o)??[]),r=({root:o})=>o.platform.kind==="build";return{problems:$i(n.filter(r)).map(o=>cp(o,e)),notes:$i(n.filter(o=>!r(o))).map(up)}}function $i(t){let e=new Map;for(let n of t){let r=`${n.root.stage.index} ${h(n.holds)}`;e.set(r,[...e.get(r)??[],n])}return[...e.values()]}function yi(t){return`${t.map(({wanted:e})=>h(e)).join(", ")} ${t.length===1?"image":"images"}`}function cp(t,e){let{root:n,holds:r}=t[0],{span:o}=n.stage.from,s=`--platform=${m(n.stage.platform??"")}`;return{what:`the ${yi(t)} would hold the file system of the build machine, which is ${h(r)}`,why:`the image is made of ${wi(n)}, which line ${o.line} pins by ${s}`,instead:`take ${s} out of line ${o.line}; or, where that stage is for building, end the file with one for the image: FROM a base without --platform, and COPY --from=${m(n.stage.name??String(n.stage.index))} with what it made for the target; or name the stage that is the image with target`,at:{file:e,line:o.line}}}function up(t){let{root:e,holds:n}=t[0];return`the ${yi(t)} will hold ${h(n)} programs: line ${e.stage.from.span.line} fixes ${wi(e)} to it; take --platform=${m(e.stage.platform??"")} out there, or leave those platforms out`}function wi(t){return t.stage.name===void 0?m(U(t)):`stage ${m(t.stage.name)}`}function Si(t){let e=new Map;for(let n of t)for(let r of n.needed)for(let{name:o,line:s,value:i}of fp(n,n.stages[r])){let a=`${s} ${o}=${i}`,{platforms:l}=e.get(a)??{platforms:[]};e.set(a,{line:s,name:`${o}=${m(i)}`,platforms:[...l,h(n.platform)]})}return[...e.values()].map(({line:n,name:r,platforms:o})=>`line ${n} sets ${r} for ${o.join(", ")}, too: the value in an ARG line hides the platform's own; write ARG ${r.replace(/=.*/,"")} alone`)}function fp({dockerfile:t,platform:e},n){let r=st(e);return(n?.stage.instructions??[]).flatMap((o,s)=>o.keyword!=="ARG"||!o.text.includes("TARGET")?[]:re(o,t.directives.escape).flatMap(({name:i,value:a})=>{let l=n?.scopes[s+1]?.get(i);return a!==void 0&&r[i]!==void 0&&l!==void 0&&l!==r[i]?[{name:i,line:o.span.line,value:l}]:[]}))}var pp=new Set(`adminer adoptopenjdk aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux
  backdrop bash bonita buildpack-deps busybox caddy cassandra celery centos chronograf cirros clearlinux clefos
  clickhouse clojure composer consul convertigo couchbase couchdb crate crux dart debian django docker docker-dev
  drupal eclipse-mosquitto eclipse-temurin eggdrop elasticsearch elixir emqx erlang euleros express-gateway fedora
  flink fluentd friendica fsharp gazebo gcc geonetwork ghost glassfish golang gradle groovy haproxy haskell haxe
  hello-seattle hello-world hipache hitch hola-mundo hylang ibmjava influxdb iojs irssi java jenkins jetty jobber
  joomla jruby julia kaazing-gateway kapacitor kibana known kong krakend lightstreamer liquibase logstash mageia
  mariadb matomo maven mediawiki memcached mongo mongo-express monica mono mysql nats nats-streaming neo4j neurodebian
  nextcloud nginx node notary nuxeo odoo open-liberty opensuse openjdk oraclelinux orientdb owncloud percona perl
  photon php php-zendserver phpmyadmin piwik plone postfixadmin postgres pypy python r-base rabbitmq rails rakudo-star
  rapidoid redis redmine registry rethinkdb rocket.chat rockylinux ros ruby rust sapmachine satosa scratch sentry
  silverpeas sl solr sonarqube sourcemage spark spiped storm swarm swift swipl teamspeak telegraf thrift tomcat tomee
  traefik ubuntu ubuntu-debootstrap ubuntu-upstart unit valkey varnish vault websphere-liberty wordpress xwiki yourls
  znc zookeeper`.split(/\s+/));function ki(t){return pp.has(t)}var mp=300;function vi(t,e){let n=new Map;for(let r of t.filter(({stages:o})=>o.length<=mp))for(let o of hp(r)){let s=n.has(o.instruction)?void 0:gp(o,e);s!==void 0&&n.set(o.instruction,s)}return[...n.values()]}function hp({stages:t,needed:e}){let n=t.flatMap(({stage:r})=>r.name??[]);return e.flatMap(r=>{let{stage:o,base:s,uses:i}=t[r]??{};if(o===void 0||s===void 0)return[];let a=t.slice(0,r).flatMap(l=>l.stage.name??[]);return[{reference:s,instruction:o.from,how:"FROM ",stages:a},...(i??[]).map(({how:l,from:d,instruction:c})=>({reference:d,instruction:c,how:l==="copy"?"COPY --from=":"RUN --mount=from=",stages:n}))]})}function gp({reference:t,instruction:e,how:n,stages:r},o){if(t.kind!=="image")return;let s=t.reference;if(!/^(?!\d+$)[\w.-]{3,}$/.test(s)||ki(s))return;let i=se(s,r);if(i===void 0)return;let a=m(s);return{what:`${n}${a} names no stage`,why:`no stage is called ${a}, and Docker Hub has no official image of that name`,instead:`write ${n}${m(i)}; or ${a}:latest where an image is meant`,at:{file:o,line:e.span.line}}}var xi=b(({text:t,stages:e})=>e.every(({from:n})=>t.startsWith("from",n.span.start)));function Zt(t,e){return xi(t)?e.map($p):e}function $p(t){let e=/^[A-Z]+/.exec(t)?.[0]??"",n=t.slice(e.length);return e.toLowerCase()+(e==="FROM"?n.replace(/ AS (?=\S+$)/," as "):n)}function Oi(t,e){return xi(t)?e.replace(/^(ARG|RUN|ENV) /gm,n=>n.toLowerCase()):e}var er="crossbuild-handover";function en(t){return/^[/.\s]*$/.test(t)}function tr(t){return!t.includes("$")}var ue=b(t=>{let e=new Set,n=[t.target];for(let r=n.pop();r!==void 0;r=n.pop())for(let o of t.stages[r]?.chain??[])e.has(o)||(e.add(o),n.push(...bp(t.stages[o])));return[...e].flatMap(r=>t.stages[r]??[])});function bp(t){return(t?.uses??[]).flatMap(({how:e,from:n,paths:r})=>e==="copy"&&n.kind==="stage"&&r.some(en)?[n.index]:[])}function yp(t){return ue(t).flatMap(({uses:e})=>e.flatMap(n=>{if(n.how!=="copy"||n.from.kind!=="stage")return[];let{index:r}=n.from,o=t.stages[r];if(o===void 0)return[];let{line:s}=n.instruction.span;return n.paths.filter(i=>tr(i)&&!en(i)).map(i=>({handover:{stage:U(o),path:i,line:s},copy:a=>`COPY --from=${r+a}`}))}))}var wp=new Set(["chown","chmod","link","from"]);function Ri(t){return ue(t).flatMap(e=>e.stage.instructions.flatMap((n,r)=>{let o=Sp(e,n);if(o===void 0)return[];let s=n.flags.filter(({name:a})=>!wp.has(a)).map(({name:a,value:l})=>` --${a}${l===""?"":`=${l}`}`).join(""),i=o===""?"":` --from=${o}`;return kp(t,e,r).map(a=>({handover:{stage:U(e),path:a,line:n.span.line,source:vp(a)?"that address":`the build context${o===""?"":` ${o}`}`},copy:()=>`${n.keyword}${i}${s}`}))}))}function Sp(t,e){if(e.keyword==="ADD")return"";if(e.keyword!=="COPY")return;let n=xe(t).get(e)?.from;return n===void 0?"":n.kind==="context"?n.name:void 0}function kp({dockerfile:t},{stage:e,scopes:n},r){let o=e.instructions[r];return o===void 0?[]:X(o).slice(0,-1).filter(s=>ae(s)===void 0).map(s=>{let i=G(s,n[r]??x.of(),{escape:t.directives.escape});return"value"in i?i.value:s})}var vp=t=>/^(https?:\/\/|git@|git:\/\/|ssh:\/\/)/.test(t);function Ci(t,e,n){return _i(t,e,n,yp)}function Ei(t,e,n){return _i(t,e,n,r=>Ri(r).filter(({handover:o})=>tr(o.path)))}function Ai(t){let e=ue(t).flatMap(({uses:r})=>r.flatMap(({how:o,from:s,paths:i,instruction:a})=>o==="copy"&&s.kind==="stage"?i.map(l=>({path:l,line:a.span.line})):[])),n=Ri(t).map(({handover:r})=>r);return[...e,...n].filter(({path:r})=>!tr(r)).map(({path:r,line:o})=>`${r} (line ${o})`)}function _i(t,e,n,r){let o=[],s;for(let i of t){let a=xp(r(i),n);if(a.length===0)continue;s??=me(e);let l=Op(s,a,n),d=h(i.platform),c=o.findIndex(f=>f.text===l),u=o[c];u===void 0?o.push({platforms:[d],files:a.map(({handover:f})=>f),text:l}):o[c]={...u,platforms:[...u.platforms,d]}}return o}function xp(t,e){let n=new Map(t.toReversed().map(r=>[`${r.copy(e)} ${r.handover.path}`,r]));return t.filter(r=>n.get(`${r.copy(e)} ${r.handover.path}`)===r)}function Op(t,e,n){let r=e.map(({copy:o,handover:s},i)=>`${o(n)} ${JSON.stringify([s.path,`/${i}/`])}`);return nr(t,[[`FROM scratch AS ${er}`,...r]])}function nr(t,e,n=t.text){let r=e.map(o=>`
${mt(Zt(t,o))}`);return`${Rp(t,n)}
${r.join("")}`}function Rp({text:t,directives:e,stages:n},r){let o=n.at(-1),s=(o?.instructions.at(-1)??o?.from)?.span,i=s===void 0?r.trimEnd():r.slice(0,r.length-t.length+s.end).trimEnd();return i.endsWith(e.escape)?i.slice(0,-1):i}function Ii(t,e){let n=t.flatMap(Cp),r=new Map;for(let o of n){let s=`${o.line} ${o.path} ${o.made}`;r.set(s,[...r.get(s)??[],o])}return[...r.values()].flatMap(o=>_p(o,e))}function Cp({evaluated:t,buildPlatform:e}){let n=it(t.platform).GOARCH;if(n===void 0||W(t.platform,e))return[];let r=new Map;for(let{uses:o}of ue(t))for(let{how:s,from:i,paths:a}of o)s==="copy"&&i.kind==="stage"&&r.set(i.index,[...r.get(i.index)??[],...a.map(l=>Q("/",l))]);return[...r].flatMap(([o,s])=>{let i=t.stages[o];return i?.platform.kind!=="build"||ee(t,i).some(qs)?[]:Ep(t,i).flatMap(({command:a,path:l})=>{let d=k(a,"GOARCH")??"",c=d===""?e.architecture:d;if(c==="?"||c===n||!s.includes(l))return[];let{line:u}=a;return[{line:u,path:l,stage:U(i),made:c,told:d!=="",platform:h(t.platform)}]})})}function Ep(t,e){let n=Ht(t,e,"/"),r=new Map;for(let o of e.stage.instructions.keys()){let s=R(e,o).filter(({runs:a})=>a!=="no"),i=s.some(({words:a})=>a[0]==="cd"||a[0]==="pushd");for(let{path:a,command:l}of s.flatMap(d=>Ap(d,i?void 0:n[o])))l.runs==="yes"?r.set(a,l):r.delete(a)}return[...r].map(([o,s])=>({path:o,command:s}))}function Ap(t,e){return O(t)!=="build"?[]:Ce(t).map(n=>M(n,t.scope)).filter(n=>!n.includes("$")&&(n.startsWith("/")||e!==void 0)).map(n=>({command:t,path:Q(e??"/",n)}))}function _p(t,e){let[n]=t;if(n===void 0)return[];let{line:r,path:o,stage:s,made:i,told:a}=n,l=[...new Set(t.map(({platform:c})=>c))].join(", "),d=a?`the step sets GOARCH=${m(i)} for ${l}`:`stage ${m(s)} runs on the build platform, and nothing tells go build to build for another one`;return[{what:`${m(o)} in the image of ${l} would be a program for ${m(i)}`,why:d,instead:"write ARG TARGETARCH in the stage, and GOARCH=$TARGETARCH go build",at:{file:e,line:r}}]}var Ip={x86_64:["amd64"],"x86-64":["amd64"],aarch64:["arm64"],i386:["386",""],armhf:["arm","v7"],armel:["arm","v6"]},Tp=new Set("aix android darwin dragonfly freebsd hurd illumos ios js linux macos nacl netbsd openbsd plan9 solaris windows zos".split(" ")),Pp=new Set(`386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc
  riscv riscv64 s390 s390x sparc sparc64 wasm`.split(/\s+/)),Dp=/^[a-z0-9_.-]+$/,Lp=/^([a-z0-9_-]+)(\([a-z0-9_.%+-]*\))?$/;function Np(t,e){let[n="",...r]=t.toLowerCase().split("/"),o=Lp.exec(n)?.[1];if(o===void 0||r.length>2||r.some(d=>!Dp.test(d)))return;let s=o==="macos"?"darwin":o,[i,a=""]=r;if(i!==void 0)return Ti(s,i,a);if(Tp.has(o))return{...e,os:s};let l=Ti("linux",n,"");return Pp.has(l.architecture)?l:void 0}function Ti(t,e,n){let[r,o]=v(Ip,e)??[e],s=o??n,i=/^(arm64|arm)$/.test(r)&&/^\d/.test(s);return ln({os:t,architecture:r,variant:(i?`v${s}`:s).replace(/^(v[89])\.0$/,"$1")})}var Pi={os:"plan9",architecture:"none",variant:""};function Di(t,e,n,r){let{platform:o}=e;if(o===void 0||n)return{kind:"target"};let s=c=>{let u=Bt(t,{...r,...c}),f=G(o,u,{escape:t.directives.escape,unset:"empty"});return"value"in f?f.value:void 0},i=s({});if(!i)return{kind:"unknown",why:`--platform=${m(o)} has no value`};let a=Np(i,r.buildPlatform);if(a===void 0)return{kind:"unknown",why:`--platform=${m(o)} is ${m(i)}, which is no platform`};let l=s({platform:Pi})!==i,d=s({buildPlatform:Pi})!==i;return l&&ie(a,r.platform)?{kind:"target"}:d&&!l&&ie(a,r.buildPlatform)?{kind:"build"}:{kind:"fixed",platform:ln(a)}}var Li=1e5;function Ni(t,e){return Gp(t)(JSON.stringify(e),e)}var Gp=b(t=>De(64,(e,n)=>Mp(t,n)));function Mp(t,e){let n={dockerfile:t,options:e,globals:Bt(t,e)},r=[],o=0;for(let c of t.stages){let u=Bp(n,c),f=u.kind==="stage"?r[u.index]:void 0;if(o+=f?.triggers.length??0,o>Li)throw new T(Fp(t,c));r.push(Hp(n,c,u,r))}let s=r.map(({evaluated:c})=>c),i=qp(t,e.target);Yp(t,s);let a=Kp(i,s);Jp(t,s,a);let{platform:l,buildkit:d}=e;return{dockerfile:t,platform:l,...d===void 0?{}:{buildkit:d},stages:s,target:i,needed:a}}function Bp({dockerfile:t,options:e,globals:n},r){let o=Mt(r,e.contexts);if(o!==void 0)return o;let s=t.directives.escape,i=G(r.base,n,{escape:s,unset:"empty"});if(!("value"in i))return{kind:"unknown",text:r.base,why:i.why};if(i.value===""){let a=G(r.base,n,{escape:s}),l="unknown"in a?a.unknown:r.base;return{kind:"unknown",text:r.base,why:`${m(l)} has no value: give the build argument ${m(l)}`}}return ys(t,r.index,i.value,e.contexts)}function Fp({file:t="Dockerfile"},{from:e}){return{what:`ONBUILD adds more than ${Li} steps to this stage and those before it`,why:"every stage runs all the ONBUILD steps of the one it starts from",instead:"write the steps into one stage, and start the others from that",at:{file:t,line:e.span.line}}}function Hp(t,e,n,r){let{dockerfile:o,options:s}=t,i=n.kind==="stage"?r[n.index]:void 0,a=i?.evaluated.root??n,l=Mt(e,s.contexts)!==void 0,d=i?.scope??ws(Wp(a,s)),c=jp(t,d,i?.triggers??[],l?[]:e.instructions);return{evaluated:{stage:e,base:n,root:a,get chain(){return Up(e.index,r)},depth:(i?.evaluated.depth??0)+1,rootIndex:i?.evaluated.rootIndex??e.index,platform:l?{kind:"unknown",why:`the named context ${e.name} takes this stage's place`}:i?.evaluated.platform??Di(o,e,a.kind==="scratch",s),uses:c.uses,env:c.end.env,scopes:l?e.instructions.map(()=>x.of()):c.scopes},scope:Ss(c.end),triggers:Vp(e,o.directives.escape)}}function Up(t,e){let n=[t];for(let r=e[t]?.evaluated.base;r?.kind==="stage";r=e[r.index]?.evaluated.base)n.push(r.index);return n}function Wp(t,{baseEnv:e}){return t.kind==="scratch"?{}:t.kind==="image"&&e!==void 0?v(e,t.reference):void 0}function Vp(t,e){return t.instructions.filter(({keyword:n})=>n==="ONBUILD").map(n=>Mr(n,e)).filter(n=>n!==void 0)}function jp({dockerfile:t,options:e,globals:n},r,o,s){let i=[],a=[],l=r,d=c=>{for(let u of vs(t,c,l,e.contexts))i.push(u);l=ks(l,c,n,e.buildArgs,t.directives.escape)};o.forEach(d);for(let c of s)a.push(l.values),d(c);return{uses:i,scopes:a,end:l}}function qp({stages:t},e){if(!e)return t.length-1;let n=t.findLastIndex(({name:s})=>s===e.toLowerCase());if(n>=0)return n;let r=t.map(({name:s})=>s).filter(s=>s!==void 0),o=se(e,r);throw new T({input:"target",what:`there is no stage ${e}`,why:r.length===0?"no stage has a name":`the stages are ${r.map(m).join(", ")}`,instead:o===void 0?"name a stage with FROM \u2026 AS <name>, and give that name":`write ${m(o)}`})}function zp({base:t,uses:e}){return[t,...e.map(({from:r})=>r)].flatMap(r=>r.kind==="stage"?[r.index]:[])}function Kp(t,e){let n=new Set([t]);for(let r of n){let o=e[r];if(o!==void 0)for(let s of zp(o))n.add(s)}return[...n].sort((r,o)=>r-o)}function rr(t){return t.name??String(t.index)}function Yp(t,e){let n=new Set;for(let r of e){let o=[],s=new Set,i=a=>{n.has(a)||(n.add(a),s.add(a),o.push({stage:a,followed:0}))};i(r);for(let a=o.at(-1);a!==void 0;a=o.at(-1)){let l=a.stage.uses[a.followed++],d=Xp(l,e);if(l===void 0)s.delete((o.pop()??a).stage);else{if(d!==void 0&&s.has(d))throw new T(Qp(t,o,d,l));d!==void 0&&i(d)}}}}function Xp(t,e){return t?.from.kind==="stage"?e[t.from.index]:void 0}function Qp({file:t="Dockerfile"},e,n,r){let o=e.findIndex(({stage:i})=>i===n);return{what:`the stages ${[...e.slice(o).map(({stage:i})=>i),n].map(({stage:i})=>m(rr(i))).join(" \u2192 ")} need each other`,why:"each takes files from the next, so none can be built first",instead:`take the files of ${r.instruction.keyword} from another stage`,at:{file:t,line:r.instruction.span.line}}}function Jp({file:t="Dockerfile"},e,n){let r=n.flatMap(o=>{let{stage:s,uses:i}=e[o];return i.flatMap(({from:a,instruction:l})=>{if(a.kind!=="stage"||a.index<o)return[];let d=m(rr(e[a.index].stage));return{what:`stage ${m(rr(s))} takes files from ${d}, which comes after it`,why:"Docker builds stages in the order of the file",instead:`move the stage ${d} above`,at:{file:t,line:l.span.line}}})});if(r.length>0)throw new T(r)}function Gi(t,e,{buildArgs:n,buildContexts:r,target:o},{buildPlatform:s,bases:i={},buildkit:a}){let l=n.map(c=>gr(c)),d=Object.entries(i).map(([c,{env:u}])=>[c,u]);return Ni(t,{platform:e,buildPlatform:s,buildArgs:Object.fromEntries(l.flatMap(({key:c,value:u})=>u===void 0?[]:[[c,u]])),contexts:Object.fromEntries(Object.entries(r).map(([c,u])=>[c.toLowerCase(),u])),...d.length===0?{}:{baseEnv:Object.fromEntries(d)},...o===void 0?{}:{target:o},...a===void 0?{}:{buildkit:a}})}function tt(t,e){let n=Zp(t,e),r=n.map(l=>l.text).join(""),o=em(t,n),s=or(t).length;return{text:r,lineMap:l=>o[l-1]??{line:s},rewrittenLine:l=>{let d=o.findIndex(c=>"line"in c&&c.line>=l);return d<0?o.length:d+1}}}function Zp(t,e){let n=t.includes(`\r
`),r=[],o=0;for(let{at:s,remove:i=0,insert:a,verbatim:l}of e.toSorted((d,c)=>d.at-c.at)){if(s<o||i<0||s+i>t.length)throw new RangeError(`the edit at ${s} overlaps another or lies outside the text`);r.push({text:t.slice(o,s),from:o}),r.push({text:n&&l===void 0?a.replace(/\r?\n/g,`\r
`):a}),o=s+i}return r.push({text:t.slice(o),from:o}),r.filter(({text:s})=>s!=="")}function or(t){return t.match(/[^\n]*\n|[^\n]+$/g)??[]}function em(t,e){let n=tm(t),r=new sr;for(let{text:o,from:s}of e)r.read(o,s===void 0?void 0:D(n,i=>i<=s));return r.finish()}var sr=class{#t=[];#e;#n=0;#o=!1;read(e,n){let r=n;for(let o=0;o<e.length;o++){for(;e[o]==="\r";)o++;o<e.length&&e[o]!==`
`&&(this.#e??=r);let s=e.indexOf(`
`,o);if(this.#o=s<0,this.#o)return;this.#r(r),r!==void 0&&r++,o=s}}finish(){return this.#o&&this.#r(void 0),this.#t}#r(e){let n=this.#e??e;n===void 0||this.#e===void 0&&n<=this.#n?this.#t.push({inserted:!0,after:this.#n}):(this.#t.push({line:n}),this.#n=n),this.#e=void 0}};function tm(t){let e=[0];for(let n=t.indexOf(`
`);n>=0;n=t.indexOf(`
`,n+1))e.push(n+1);return e}function Bi(t,e,n,r=3){let o=nm(t,e),s=rm(o,r);return s.length===0?"":[`--- a/${n}
`,`+++ b/${n}
`,...s].join("")}function nm(t,e){let n=tt(t,e),r=or(t),o=[],s=1,i=[],a=d=>{for(;s<d;s++)o.push({sign:"-",text:r[s-1]??""})},l=()=>{for(let d of i)o.push(d);i=[]};return or(n.text).forEach((d,c)=>{let u=n.lineMap(c+1),f="line"in u?u.line:void 0;if(f!==void 0&&a(f),f!==void 0&&f===s&&r[f-1]===d){l(),o.push({sign:" ",text:d}),s++;return}f!==void 0&&a(f+1),i.push({sign:"+",text:d})}),a(r.length+1),l(),o}function rm(t,e){let n=[],r={"-":0,"+":0},o=0,s=i=>{let a=t.slice(o,i);for(let{sign:l}of a)l!=="+"&&r["-"]++,l!=="-"&&r["+"]++;return o=i,a};for(let i=Mi(t,0);i<t.length;i=Mi(t,o)){let a=i;for(let u=i;u<t.length&&u-a<=2*e;u++)t[u]?.sign!==" "&&(a=u);s(Math.max(o,i-e));let l={...r},d=s(Math.min(t.length,a+e+1)),c=u=>om(l[u],r[u]);n.push(`@@ -${c("-")} +${c("+")} @@
${d.map(sm).join("")}`)}return n}function Mi(t,e){let n=e;for(;t[n]?.sign===" ";)n++;return n}function om(t,e){let n=e-t,r=t+(n===0?0:1);return n===1?`${r}`:`${r},${n}`}function sm({sign:t,text:e}){return`${t}${e.endsWith(`
`)?e:`${e}
\\ No newline at end of file
`}`}var Fi=`# Lists what an image's stages made themselves: every file that its base has not, or has with another size, time or mode, and the
# first bytes of each. Runs in the image, whatever its shell and tools are (dash and coreutils, busybox).
#
# Wiring: with the argument \`base\` it runs in the base alone, and only lists that one's files. That list is then mounted on
# /.crossbuild-base, unless the image starts from scratch; /.crossbuild-made is copied out. The base itself is not mounted:
# BuildKit would read all of it, to know whether it has changed.
set -u
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\${PATH:+:$PATH}
LC_ALL=C
export PATH LC_ALL
unset LD_PRELOAD CDPATH || :

root=\${CROSSBUILD_ROOT:-}
base=$root/.crossbuild-base
out=$root/.crossbuild-made
mkdir -p "$out" || exit 1
for tool in find stat sort uniq sed tr xargs head rm cat; do
  command -v "$tool" >/dev/null 2>&1 || {
    echo "$tool" >"$out/missing"
    exit 0
  }
done

# without a list of the base its files would be taken for the image's own
if [ -e "$base/missing" ]; then
  cat "$base/missing" >"$out/missing"
  exit 0
fi

# GNU find tells sizes and times by itself, which takes a third of the time; a list is compared with one made the same way
way='stat'
if find "$root/" -prune -printf '' 2>/dev/null; then way='printf'; fi
[ ! -e "$base/way" ] || way=$(cat "$base/way")

# a file of up to 512 bytes is no program
list() {
  cd "$root/" || return 1
  set -- . \\( -path ./.crossbuild-base -o -path ./.crossbuild-made -o -path ./proc -o -path ./sys -o -path ./dev \\) -prune \\
    -o -type f -size +1
  case $way in
    printf) find "$@" -printf '%s %T@ %m %p\\n' ;;
    *) find "$@" -exec stat -c '%s %Y %a %n' {} + ;;
  esac
}

list >"$out/all" || exit 1
if [ "\${1:-}" = base ]; then
  echo "$way" >"$out/way"
  exit
fi
before=/dev/null
[ ! -e "$base/all" ] || before=$base/all
# each line of the base is there at least twice, so what is there once is new
sort "$before" "$before" "$out/all" | uniq -u >"$out/made" || exit 1
rm "$out/all"
cd "$root/" || exit 1
# a name with a line end in it is none that is found
sed 's/^[0-9]* [0-9.-]* [0-7]* //' "$out/made" | tr '\\n' '\\0' | xargs -0 -r head -v -c 64 >"$out/heads" 2>/dev/null
: >"$out/complete"
`;var Hi="/.crossbuild-made",Ui=({stage:t},e)=>t.instructions.some(n=>n.keyword===e);function lr(t,e){return(t.stages[e]?.chain??[]).flatMap(n=>t.stages[n]??[])}function ir(t,e){return lr(t,e).some(n=>Ui(n,"RUN"))}function am(t){if(ir(t,t.target))return[t.target];let e=ue(t).flatMap(({uses:n})=>n.flatMap(({how:r,from:o,paths:s})=>r==="copy"&&o.kind==="stage"&&s.some(en)?[o.index]:[]));return[...new Set(e)].filter(n=>ir(t,n))}function Wi(t,e,n){let r=t.filter(i=>!ir(i,i.target)),{builds:o,hurdles:s}=lm(t,e,n);return{made:o,contexts:Ei(r,e,n),unseen:[...new Set([...s,...r.flatMap(Ai)])]}}function lm(t,e,n){let r=new Map,o=new Map,s=[];for(let i of t){let a=am(i),l=a.filter(u=>lr(i,u).some(f=>Ui(f,"ONBUILD")));if(s.push(...l.map(u=>`what ${ar(i,u)} makes, as it has ONBUILD`)),a.length===0||l.length>0)continue;let d=a.map(u=>`${u} ${i.stages[u]?.root.kind}`).join(),c=o.get(d)??cm(e,i,a,n);o.set(d,c),r.set(c,{platforms:[...r.get(c)?.platforms??[],h(i.platform)],stages:a.map(u=>dm(i,u)),whole:a.includes(i.target),text:c})}return{builds:[...r.values()],hurdles:s}}function ar(t,e){let n=t.stages[e];return n===void 0?"":U(n)}function dm(t,e){let n=lr(t,e),r=n[0]?.stage;return{stage:ar(t,e),line:r?.from.span.line??1,steps:n.flatMap(o=>o.stage.instructions.filter(({keyword:s})=>/^(RUN|COPY|ADD)$/.test(s)).map(({text:s,span:i,heredocs:a})=>({line:i.line,text:[s,...a.map(({body:l})=>l)].join(`
`)}))),takesFrom:[...new Set(n.flatMap(({uses:o})=>o.flatMap(({from:s})=>s.kind==="stage"?[ar(t,s.index)]:[])))]}}function cm(t,e,n,r){let o=me(t),{stages:s}=o,i=B(e,"network")===void 0,a=n.map((u,f)=>{let p=s[u+r],g=s[(e.stages[u]?.rootIndex??u)+r],$=e.stages[u]?.root.kind==="scratch";return{edits:p===void 0||p.name!==void 0?[]:[um(t,p,`crossbuild-image-${f}`)],stages:[...$||g===void 0?[]:fm(g,f,i),...pm(p?.name??`crossbuild-image-${f}`,f,$,i)]}}),l=tt(t,a.flatMap(({edits:u})=>u)).text,d=n.map((u,f)=>`COPY --from=crossbuild-made-${f} ${JSON.stringify([`${Hi}/`,`/${f}/`])}`),c=[`FROM scratch AS ${er}`,...d];return nr(o,[...a.map(u=>u.stages),c],l)}function um(t,{from:e},n){let r=t.startsWith("from",e.span.start)?"as":"AS";return{at:e.span.end,insert:` ${r} ${n}`}}function fm({base:t,from:e},n,r){return[`FROM ${e.flags.map(({name:s,value:i})=>`--${s}=${i} `).join("")}${t} AS crossbuild-base-${n}`,"USER 0",Vi([],r,["sh","base"])]}function pm(t,e,n,r){let o=`--mount=type=bind,from=crossbuild-base-${e},source=${Hi},target=/.crossbuild-base`;return[`FROM ${t} AS crossbuild-made-${e}`,"USER 0",Vi(n?[]:[o],r,[])]}function Vi(t,e,n){return`RUN ${[...[...e?["--network=none"]:[],...t],JSON.stringify(["/bin/sh","-c",Fi,...n])].join(" ")}`}var mm=[...new Set(Qt.flatMap(({common:t})=>t??[]))];function ji(t,e){let n=mm.reduce((o,s)=>bm(o,s,e),[...t]),r=hm(n);return n.map(o=>({...o,decisions:o.decisions.map(s=>{let i=s.strategy==="accelerate"?r.get(s.index):void 0;return i===void 0?s:qi(s,i)})}))}function qi(t,e){return{...t,strategy:"emulate",because:e,steps:[],emulated:!0}}function hm(t){let e=new dr(t),n=t.flatMap(r=>r.decisions.map(o=>({one:r,decision:o})));for(let{decision:r}of n)e.hasOtherBase(r)&&e.refuse(r.index,gm(r));for(let{one:r,decision:o}of n)e.hasNoMounts(r,o)&&e.refuse(o.index,$m(r,o));return e.refused}function gm({stage:t}){return`${t} starts from another base for every platform, and a step has tools of one`}function $m({evaluated:t},{stage:e,strategy:n}){let r=n==="cross"?"cross-compiled":"emulated",o=h(t.platform);return`${e} is to be ${r} for ${o}, and a step has the same mounts for all platforms`}var dr=class{refused=new Map;#t=new Map;#e=new Map;constructor(e){for(let n of e)for(let{index:r,rootImage:o}of n.decisions.filter(({strategy:s})=>s==="accelerate")){let s=this.#t.get(r)??{image:o,platforms:[]};s.platforms.push(n),this.#t.set(r,s),this.#n(n,1)}}hasOtherBase({index:e,rootImage:n,strategy:r}){let o=this.#t.get(e);return r==="accelerate"&&o!==void 0&&o.image!==n}hasNoMounts(e,{index:n,strategy:r}){return(r==="emulate"||r==="cross")&&this.#t.has(n)&&(this.#e.get(e)??0)>0}refuse(e,n){this.refused.set(e,n);for(let r of this.#t.get(e)?.platforms??[])this.#n(r,-1);this.#t.delete(e)}#n(e,n){this.#e.set(e,(this.#e.get(e)??0)+n)}};function bm(t,e,n){let r=new Map;for(let{evaluated:s,decisions:i}of t)for(let a of i){let l=s.stages[a.index],d=l===void 0?[]:ym(a,e,s,l,n);l?.stage.instructions.forEach((c,u)=>{r.set(c,(r.get(c)??new Set).add(d[u]??""))})}let o=({instruction:s})=>r.get(s)?.size!==1;return t.map(s=>({...s,decisions:s.decisions.map(i=>wm(i,e,o))}))}function ym({strategy:t,steps:e},n,r,o,s){if(t==="native")return o.platform.kind==="target"?n.keys(r,o,s):[];if(t!=="accelerate")return[];let i=new Map(e.map(a=>[a.instruction,a.tools]));return o.stage.instructions.map(a=>i.get(a)?.find(({tool:l})=>l.common===n)?.key??"")}function wm(t,e,n){let r=i=>n(i)&&i.tools.some(({tool:a})=>a.common===e);if(t.strategy!=="accelerate"||!t.steps.some(r))return t;let o=t.steps.map(i=>r(i)?{...i,tools:i.tools.filter(({tool:a})=>a.common!==e)}:i).filter(({tools:i})=>i.length>0),{because:s}=e;return o.length===0?qi(t,s):{...t,steps:o,because:`${t.because}; ${s}`}}function tn(t,e){let n=new Map;for(let r of t){let o=e(r),s=n.get(o);s===void 0?n.set(o,[r]):s.push(r)}return n}var nn=class{#t=new Map;#e=new Map;ask(e){return[...tn(e,({made:r})=>r.key).values()].map(r=>({stage:this.#n(r),uses:r}))}all(){let e=[...this.#t.values()];return ii.flatMap(n=>e.filter(r=>r.series===n))}#n(e){let[{made:n}={made:void 0}]=e;if(n===void 0)throw new Error("no tools, no stage");let r=new Set(e.flatMap(a=>a.made.parts)),o=n.series(r),s=`${o} ${n.key}`,i=this.#t.get(s)??{series:o,name:this.#o(o),made:n,parts:new Set};for(let a of r)i.parts.add(a);return this.#t.set(s,i),i.name}#o(e){let n=(this.#e.get(e)??0)+1;return this.#e.set(e,n),`${L}${e}-${n}`}};function zi({name:t,made:e,parts:n}){return e.instructions(t,n)}function Ki(t){let e=new nn,n=Sm(t),r=vm(n),o=n.flatMap(({step:i})=>{let a={at:i.instruction.argumentsAt,insert:`${km(e,i).join(" ")} `};return r.has(i)?[...Yi(i).map(l=>xm(i,l)),a]:[a]}),s=n.flatMap(({step:i})=>i.tools.flatMap(a=>a.secrets??[]));return{edits:o,stages:e.all(),secrets:new Set(s)}}function Sm(t){let e=new Map;for(let{index:n,steps:r}of t.flatMap(({decisions:o})=>o))for(let o of r)e.has(o.instruction)||e.set(o.instruction,{index:n,step:o});return[...e.values()]}function km(t,{tools:e}){let n=t.ask(e).flatMap(({stage:r,uses:o})=>o.flatMap(({mounts:s})=>s(r)));return[...new Set(n)]}function vm(t){let e=new Map;for(let{index:n,step:r}of t)!e.has(n)&&Yi(r).length>0&&e.set(n,r);return new Set(e.values())}function Yi({tools:t}){return t.flatMap(({argument:e})=>e??[])}function xm({instruction:t},{env:e,value:n}){return{at:t.span.start,insert:`ARG ${e}=${n}
`}}function Xi(t,e){let n=[...Om(e)].map(([r,o])=>Rm(t,r,o,e));return{edits:n.flatMap(({edits:r})=>r),stages:n.flatMap(({stages:r})=>r)}}function Om(t){let e=t.flatMap(({platform:n,decisions:r})=>r.map(o=>({platform:n,decision:o})));return tn(e,({decision:n})=>n.root)}function Rm(t,e,n,r){let o=t.stages[e],s=Cm(n,({strategy:c})=>c==="cross");if(o===void 0||s.length===0)return{edits:[],stages:[]};let i=Am(n.map(({decision:c})=>c));if(i.pinned)return{edits:[Qi(o,{...i,platforms:s.map(h)})],stages:[]};if(!n.some(({decision:c})=>c.emulated))return{edits:_m(o,i),stages:[]};let a=r.map(({platform:c})=>c).filter(c=>!s.includes(c)),l=`${L}base-${o.index}`,d=`${l}-\${TARGETOS}-\${TARGETARCH}\${TARGETVARIANT:+-}\${TARGETVARIANT}`;return{edits:[Im(t.text,o,d)],stages:[Em(l,o,s,a,i)]}}function Cm(t,e){return[...new Set(t.filter(({decision:n})=>e(n)).map(({platform:n})=>n))]}function Em(t,{base:e,platform:n},r,o,s){let i=l=>d=>`FROM ${t}-${l} AS ${t}-${h(d).replaceAll("/","-")}`,a=n===void 0?"":`--platform=${n} `;return[`FROM --platform=$BUILDPLATFORM ${e} AS ${t}-cross`,...gn(s),`FROM ${a}${e} AS ${t}-plain`,...r.map(i("cross")),...o.map(i("plain"))]}function Am(t){let e=t.filter(({strategy:r})=>r==="cross"),n=e.some(r=>r.pinned);return{cgoDisabled:e.every(({cgoDisabled:r})=>r),...Ms(e.map(({installed:r})=>r)),...n?{pinned:n}:{}}}function _m(t,e){let{from:n}=t,r=n.flags.findLast(({name:s})=>s==="platform");return[r===void 0?{at:n.argumentsAt,insert:"--platform=$BUILDPLATFORM "}:{at:r.span.start,remove:r.span.end-r.span.start,insert:"--platform=$BUILDPLATFORM"},Qi(t,e)]}function Qi({from:t},e){return{at:t.span.end,insert:`
${gn(e).join(`
`)}`}}function Im(t,e,n){let{from:r}=e,o=r.flags.findLast(({name:a})=>a==="platform"),s=o?.span.start??r.argumentsAt,i=t.indexOf(e.base,o?.span.end??s)+e.base.length;return{at:s,remove:i-s,insert:n}}function Ji({dockerfile:t,platforms:e,tools:n,choices:r,options:o}){let{crossPackages:s,heredocs:i=!0}=o,a=Tm(t,e),l=n.map(({made:d,parts:c})=>d.files(c));return[ao({...i?{}:{writtenOn:Pm(n)??a??""},...Dm(e),files:Object.assign({},...l,a===void 0?{}:be),...a===void 0?{}:{settings:{CROSSBUILD_CROSS_PACKAGES:s.join(" ")}}}),...n.map(zi),...r]}function Tm({stages:t},e){let n=e.flatMap(({decisions:r})=>r).find(({strategy:r})=>r==="cross");return t[n?.root??-1]?.base}function Pm(t){return(t.find(({series:e})=>e==="toolchain")??t[0])?.made.base}function Dm(t){let e=s=>t.flatMap(({decisions:i})=>i.filter(a=>a.strategy===s)),n=new Set(e("accelerate").map(({index:s})=>s)),r=[...e("emulate"),...e("cross")].some(({index:s})=>n.has(s)),o=t.filter(({decisions:s})=>s.some(({strategy:i})=>i==="accelerate")).map(({platform:s})=>h(s));return r?{accelerate:o}:{}}function Zi(t,e,n){let r=Ki(e),o=Xi(t,e),s=[...r.edits,...o.edits];if(s.length===0)return Lm(t);let i=Ji({dockerfile:t,platforms:e,tools:r.stages,choices:o.stages,options:n}),a=i.flat().filter(g=>g.startsWith("FROM ")).length,l=i.map(g=>`${mt(Zt(t,g))}
`).join(""),d=t.stages[0]?.from.span.start??0,u=[...s.map(g=>({...g,insert:Oi(t,g.insert)})),...Nm(t,a)],f=tt(t.text,[{at:d,insert:l,verbatim:!0},...u]),p=l.split(`
`).length-1;return{text:f.text,changed:!0,diff:`${Bi(t.text,u,"Dockerfile")}
(and ${a===1?"a stage":`${a} stages`} before the first FROM for the tools: ${p} lines)`,userLine:g=>{let $=f.lineMap(g);return"inserted"in $?{line:$.after,inserted:!0}:{line:$.line,inserted:!1}},secrets:ea(t,r.secrets),insertedStages:a}}function Lm(t){return{text:t.text,changed:!1,diff:"",userLine:e=>({line:e,inserted:!1}),secrets:ea(t,new Set),insertedStages:0}}function ea({stages:t},e){let n=t.flatMap(({instructions:o})=>o.flatMap(s=>s.flags)),r=new Set(n.filter(({name:o})=>o==="mount").map(({value:o})=>o));return so.filter(o=>e.has(o)||r.has(`type=secret,id=${o.id},env=${o.env}`))}function Nm(t,e){return t.stages.flatMap(({instructions:n})=>n.filter(({keyword:r})=>r==="COPY").flatMap(({flags:r})=>r).filter(({name:r,value:o})=>r==="from"&&/^[+-]?\d+$/.test(o)).map(({value:r,span:o})=>({at:o.start,remove:o.end-o.start,insert:`--from=${Number(r)+e}`})))}function na(t,e){return t.flatMap(({evaluated:n,decisions:r})=>r.flatMap(o=>{let s=n.stages[o.index];if(s===void 0||o.strategy==="emulate")return[];let i=Gm(s,n.platform);if(i===void 0||i.os!=="linux"||W(e,i))return[];let a=s.stage.instructions.flatMap((d,c)=>d.keyword==="RUN"?[Mm(s,c,o,d)]:[]),l=o.strategy==="accelerate"?"accelerate":"native";return[{platform:h(n.platform),stage:o.stage,how:l,runs:a}]}))}function Gm({platform:t},e){if(t.kind!=="build")return t.kind==="fixed"?t.platform:e}function Mm(t,e,n,r){let o=R(t,e);return n.strategy!=="accelerate"||n.steps.some(i=>i.instruction===r&&i.tools.length>0)&&Ot(o).length===0?ta(o):[]}function ta(t){return[...new Set(t.flatMap(e=>Bm(e)??[]))]}function Bm(t){if(!t.opaque)return K.some(e=>Z(e,t.words,e.installs)||Z(e,t.words,e.fetches))?"packages":jo(t)?"configures":Ve(t)===y.compiles?"compiles":void 0}function sa(t,e){let n=t.filter(({platform:o})=>!ie(o,e.platform)),r=new Map(n.map(o=>[o,new Set(o.needed)]));return[...new Set(n.flatMap(o=>o.needed))].sort((o,s)=>o-s).flatMap(o=>(e.stages[o]?.stage.instructions??[]).flatMap(({keyword:s,span:i},a)=>{if(s!=="RUN")return[];let l=ra(e.stages[o],a),d=n.filter(c=>r.get(c)?.has(o)&&Fm(l,ra(c.stages[o],a)));return d.length===0?[]:[Hm(i.line,l,d,e)]}))}function Fm(t,e){return t==="1"&&e==="0"||e==="unknown"}function Hm(t,e,n,r){let o=n.map(({platform:i})=>h(i)).join(", "),s="write CGO_ENABLED=1 where all of them need C";return e==="1"?`line ${t} leaves C out (CGO_ENABLED=0) for ${o}, though not for ${h(r.platform)}: the programs differ; ${s}`:`line ${t} decides by a condition whether Go uses C, which may leave it out for ${o}: the programs then differ; ${s}`}function ra(t,e){let n=new Set(R(t,e).flatMap(Um));return n.has("unknown")||n.size>1?"unknown":[...n][0]}function Um(t){let{words:e,assignments:n,runs:r,scope:o}=t;if(r==="no")return[];let s=e[0]==="export"?e.filter(a=>a.startsWith(oa)):[];return[n.CGO_ENABLED,...s.map(a=>a.slice(oa.length))].flatMap(a=>{if(a===void 0||a==="")return[];let l=Dt(a,o);return l==="0"||l==="1"?[l]:/[`(]/.test(a)?["unknown"]:[]})}var oa="CGO_ENABLED=";function Lx(t,e){let n=me(e.dockerfile.text,e.dockerfile.path),r=Wm(e),s=(t.platforms.length>0?t.platforms:r.slice(0,1)).map(p=>da(n,p,r,t,e));(e.builder?.driver??t.driver)!=="docker"&&cr(vi(s,e.dockerfile.path));let i=Vm(n,r,t,e),a=s.map(p=>({evaluated:p,decisions:mi(p,ca(t,p.platform),{nodes:r,bases:e.bases,...e.noEmulator===void 0?{}:{noEmulator:e.noEmulator}})})),l=ji(a,et(e)),d=l.map(({evaluated:p,decisions:g})=>({platform:p.platform,decisions:g}));qm(t,d,r);let c=s.map(p=>({evaluated:p,buildPlatform:la(p.platform,r,e)})),u=bi(c,e.dockerfile.path),f=Zi(n,d,{crossPackages:t.crossPackages,heredocs:s.every(p=>B(p,"heredoc")===void 0)});return{platforms:d.map(Ym),dockerfile:f,handovers:Ci(s,f.text,f.insertedStages),...Wi(s,f.text,f.insertedStages),emulators:Qm(t,d,e.engine?.platform??e.host),spared:na(l,e.engine?.platform??e.host),notes:[...i===void 0?[]:sa(s,i),...Si(s),...u.notes],problems:t.verify==="off"?[]:[...u.problems,...Ii(c,e.dockerfile.path)]}}function Wm(t){let e=t.builder?.nodes.flatMap(({platforms:n})=>n.slice(0,1))??[...t.nodes??[]];return e.length>0?e:[t.engine?.platform??t.host]}function la(t,e,{host:n}){return e.find(r=>W(r,t))??e[0]??n}function da(t,e,n,r,o){return Gi(t,e,r,{buildPlatform:la(e,n,o),bases:o.bases,buildkit:jm(o)})}function Vm(t,e,n,r){try{return da(t,e[0]??r.host,e,n,r)}catch(o){if(o instanceof T)return;throw o}}function jm({builder:t}){return(t?.nodes.flatMap(({version:n})=>n===void 0?[]:[n])??[]).toSorted((n,r)=>ia(n)-ia(r))[0]}function ia(t){return Number(/^v?\d+\.(\d+)/.exec(t)?.[1]??Number.POSITIVE_INFINITY)}function ca({strategy:t},e){return t.byPlatform[h(e)]??t.all}function qm(t,e,n){let r=e.filter(({platform:o,decisions:s})=>ca(t,o)==="native"&&s.some(({strategy:i})=>i!=="native")).map(({platform:o})=>({input:"strategy",what:`${h(o)} cannot be built natively`,why:`the builder has ${n.map(h).join(", ")}`,instead:`add a node with append, or write ${h(o)}=auto`}));if(r.length>0)throw new T(r)}var zm={accelerate:4,cross:3,emulate:1,native:0};function aa({strategy:t,steps:e}){return t==="accelerate"&&!e.some(r=>Te(r,"compiling"))?2:zm[t]}function Km(t,e){let n=aa(t)-aa(e);return n>0||n===0&&t.strategy!=="native"&&t.cost>e.cost}function Ym({platform:t,decisions:e}){let n=e.reduce((r,o)=>r===void 0||Km(o,r)?o:r,void 0);return{platform:h(t),strategy:n?.strategy??"native",because:Xm(n,e.length),stages:e.map(({index:r,stage:o,strategy:s,because:i})=>({index:r,stage:o,strategy:s,because:i}))}}function Xm(t,e){if(t===void 0)return"it has no stage";let{stage:n,strategy:r,because:o}=t;return e===1||r==="native"?o:`${n}: ${o}`}function Qm(t,e,n){let r=e.filter(({decisions:l})=>l.some(({emulated:d})=>d)).map(({platform:l})=>l),o=Br(t.verify)?e.map(({platform:l})=>l).filter(l=>!W(n,l)):[],s=l=>[...new Set(l.map(({architecture:d})=>d))],i={architectures:s([...r,...o]),building:s(r),running:s(o)},a=l=>l.map(h).join(", ");return r.length>0?{...i,because:`steps of ${a(r)} run under emulation`}:o.length>0?{...i,because:`nothing is built under emulation, but verify: run starts ${a(o)}`}:{...i,because:"nothing runs under emulation"}}function Nx({platforms:t,emulators:e,dockerfile:n}){let{architectures:r,because:o}=e;return JSON.stringify({platforms:t,emulators:{architectures:r,because:o},rewritten:n.changed})}function Mx(t){let{platforms:e,emulators:n,notes:r}=t;return`${[...e.flatMap(s=>[`${s.platform}: ${s.strategy} - ${s.because}`,...ua(s)]),`emulators: ${n.architectures.join(", ")||"none"} - ${n.because}`,...r,...fa(t)].join(`
`)}
`}function Bx(t){return`${[...t.platforms.flatMap(n=>{let r=ua(n);return r.length===0?[]:[`${n.platform}:`,...r]}),...fa(t)].join(`
`).trimStart()}
`}function ua({stages:t}){return t.length<2?[]:t.map(({stage:e,strategy:n,because:r})=>`  ${e}: ${n} - ${r}`)}function fa({dockerfile:t}){return t.changed?["",t.diff.trimEnd()]:["","The Dockerfile is built as it is."]}export{yr as a,th as b,nh as c,Br as d,re as e,me as f,ge as g,er as h,Gi as i,Lx as j,Wm as k,Nx as l,Mx as m,Bx as n};
