import{createRequire as crossbuildRequire}from'node:module';const require=crossbuildRequire(import.meta.url);
import{e as F,g as C,h as G,i as be,j as pe,k as Ne,l as b,m as re,n as Tn,o as Pn}from"./chunk-J6IA2C7D.mjs";var Gi=/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/,Ln="[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?",Mi=new RegExp(`^(?:${Ln}(?:\\.${Ln})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`),Bi=new RegExp("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$"),Fi=/^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-f]{32,}$/,Hi={sha256:64,sha384:96,sha512:128},Nn="write registry/name:tag, such as ghcr.io/owner/app:1.0";function Ui(t){return Bi.test(t)}function Gt(t){let e=Dn(t);if(e!==void 0)return{why:e,instead:ji(t)};let{name:n,tag:r,digest:o}=Mt(t);return{name:n,...zi(n),...r===void 0?{}:{tag:r},...o===void 0?{}:{digest:o}}}function Nu(t){let e=Gt(t);return"why"in e||e.digest===void 0?e:{why:"a digest is the result of a build and cannot be chosen",instead:`write ${e.name}:${e.tag??"tag"}`}}function Mt(t){let e=t.indexOf("@"),n=e<0?t:t.slice(0,e),r=e<0?void 0:t.slice(e+1),o=n.indexOf(":",n.lastIndexOf("/")+1);return o<0||n.startsWith("[")&&!n.includes("/")?{name:n,tag:void 0,digest:r}:{name:n.slice(0,o),tag:n.slice(o+1),digest:r}}function Bt(t){let e=t.indexOf("/");if(e<0)return;let n=t.slice(0,e);return/[.:]/.test(n)||n==="localhost"?n:void 0}function zi(t){let e=Bt(t),n=e===void 0?t:t.slice(e.length+1),r=e===void 0||e==="index.docker.io"?"docker.io":e;return{domain:r,path:r==="docker.io"&&!n.includes("/")?`library/${n}`:n}}function Dn(t){if(t.trim()==="")return"it is empty";if(t.includes("${{")||t.includes("{{"))return"an expression in it was not replaced";if(/\s/.test(t))return"a reference has no blanks";if(/^[a-z+]+:\/\//i.test(t))return"a reference has no scheme";let{name:e,tag:n,digest:r}=Mt(t);return qi(e)??Vi(n)??Mn(r)}function qi(t){let e=Bt(t),n=Gn(t);if(n!==void 0)return`the tag "${n}" holds a slash`;if(e!==void 0&&!Mi.test(e))return`"${e}" is not a registry's host`;let r=e===void 0?t:t.slice(e.length+1);if(r==="")return"the name of the image is missing";if(r.split("/").includes(""))return"a part of the name between slashes is empty";if(/[A-Z]/.test(r))return"an image's name is in lower case";let o=r.split("/").find(i=>!Gi.test(i));if(o!==void 0)return`"${o}" may hold only a-z and 0-9, with single dots, one or two underscores or dashes between them`;if(r.length>255)return`the name has ${r.length} characters, more than 255`;if(/^[a-f0-9]{64}$/.test(t))return"a name of 64 hexadecimal digits is the id of an image"}function Gn(t){return/^[^:[]*:([^/]*[^/0-9:][^/:]*\/[^:]*)$/.exec(t)?.[1]}function Vi(t){return t===void 0||Ui(t)?void 0:t===""?"the tag after the colon is empty":t.includes(":")?"there are two colons, and a tag holds none":t.length>128?`the tag has ${t.length} characters, more than 128`:/^[.-]/.test(t)?`a tag does not start with "${t[0]}"`:`a tag holds no "${/[^A-Za-z0-9_.-]/u.exec(t)?.[0]}"`}function Mn(t){if(t===void 0)return;if(t==="")return"the digest after the @ is empty";if(!Fi.test(t))return"what stands after the @ is not a digest, such as sha256: and 64 hexadecimal digits";let[e="",n=""]=t.split(":"),r=Hi[e];if(r!==void 0&&n.length!==r)return`a ${e} digest has ${r} hexadecimal digits, not ${n.length}`}function ji(t){if(t.includes("{{"))return Nn;let e=Wi(t);return e!==""&&Dn(e)===void 0?`write ${e}`:Nn}function Wi(t){let e=t.normalize("NFKC").trim().replace(/^[a-z+]+:\/\//i,"").replace(/\s*([:/@])\s*/g,"$1").replace(/\s+/g,"-"),[n="",r]=e.split("@"),o=Gn(n),i=o===void 0?n:n.replace(o,o.replaceAll("/","-")),{name:s,tag:a}=Mt(i),l=Bt(s),c=(l===void 0?s:s.slice(l.length+1)).split("/").map(Ki).filter(p=>p!=="").join("/"),d=l===void 0?c:`${l}/${c}`,u=a===void 0?"":Yi(a),f=r!==void 0&&Mn(r)===void 0?`@${r}`:"";return`${d}${u===""?"":`:${u}`}${f}`}function Ki(t){return t.toLowerCase().replace(/[^a-z0-9._-]+/g,"-").replace(/[._-]*\.[._-]*/g,".").replace(/_{3,}|[_-]*(?:_-|-_)[_-]*/g,"-").replace(/^[._-]+|[._-]+$/g,"")}function Yi(t){return t.replace(/[^A-Za-z0-9_.-]+/g,"-").replace(/^[.-]+/,"").slice(0,128)}async function Mu(t){let e=[],n=await Bn("append",t.append,Ji,e),r=await Bn("registry-auth",t.registryAuth,Xi,e),o={nodes:n.flatMap((i,s)=>Zi(i,s,e)),logins:r.flatMap((i,s)=>es(i,s,e))};return{...o,problems:e,masks:o.logins.map(({password:i})=>i).filter(i=>i.length>3)}}var Ji=["name","endpoint","platforms","driver-opts","buildkitd-flags"],Xi=["registry","username","password","ecr"];async function Bn(t,e,n,r){if(e===void 0)return[];let{parseDocument:o}=await import("./yaml-document-ZXVH5Q65.mjs"),i=o(e,{prettyErrors:!1}),[s]=i.errors;if(s!==void 0){let l=e.slice(0,s.pos[0]).split(`
`).length;return r.push({input:t,what:`line ${l} is not YAML`,why:s.code,instead:`write a list: - ${n[0]}: \u2026`}),[]}let a=i.toJS();if(!Array.isArray(a)||!a.every(Qi))return r.push({input:t,what:"is not a list of entries",instead:`write a list: - ${n[0]}: \u2026`}),[];for(let[l,c]of a.entries())for(let d of Object.keys(c).filter(u=>!n.includes(u)))r.push({input:t,what:`entry ${l+1} has "${d}", which it does not take`,instead:`write ${G(d,n)??n.join(", ")}`});return a}function Qi(t){return typeof t=="object"&&t!==null&&!Array.isArray(t)}function oe(t,e){let n=t[e];return n==null?"":String(n).trim()}function Fn(t,e,n){let r=t[e];return(Array.isArray(r)?r.map(String):oe(t,e).split(n)).map(i=>i.trim()).filter(i=>i!=="")}function Zi(t,e,n){let[r,o,i]=[oe(t,"name"),oe(t,"endpoint"),oe(t,"buildkitd-flags")],s=Ht(o);return s!==void 0?(n.push({input:"append",what:`entry ${e+1}: endpoint "${o}" ${s}`,instead:Ft}),[]):[{...r===""?{}:{name:r},...o===""?{}:{endpoint:o},platforms:Fn(t,"platforms",/[,\n]/),driverOpts:Fn(t,"driver-opts",/\n/),...i===""?{}:{buildkitdFlags:i}}]}var Ft="write the name of a docker context, tcp://host:port, ssh://user@host or unix:///path";function Ht(t){if(/^-/.test(t)||/^[a-z]+:\/\/([^/@]*@)?-/.test(t))return"starts with a dash";if(/\s/.test(t))return"holds a blank"}function es(t,e,n){let r=oe(t,"ecr").toLowerCase()||"auto";return r!=="auto"&&r!=="true"&&r!=="false"?(n.push({input:"registry-auth",what:`entry ${e+1}: ecr is "${r}"`,instead:"write auto, true or false"}),[]):[{registry:oe(t,"registry"),username:oe(t,"username"),password:oe(t,"password"),ecr:r}]}var g=class t extends Error{constructor(e,n,r,...o){Array.isArray(n)&&(n=n.join(" ").trim()),super(n),Error.captureStackTrace!==void 0&&Error.captureStackTrace(this,t),this.code=e;for(let i of o)for(let s in i){let a=i[s];this[s]=Buffer.isBuffer(a)?a.toString(r.encoding):a==null?a:JSON.parse(JSON.stringify(a))}}};var De=function(t){return typeof t=="object"&&t!==null&&!Array.isArray(t)};var rt=function(t){let e=[];for(let n=0,r=t.length;n<r;n++){let o=t[n];if(o==null||o===!1)e[n]={disabled:!0};else if(typeof o=="string"||typeof o=="number")e[n]={name:`${o}`};else if(De(o)){if(typeof o.name!="string")throw new g("CSV_OPTION_COLUMNS_MISSING_NAME",["Option columns missing name:",`property "name" is required at position ${n}`,"when column is an object literal"]);e[n]=o}else throw new g("CSV_INVALID_COLUMN_DEFINITION",["Invalid column definition:","expect a string or a literal object,",`got ${JSON.stringify(o)} at position ${n}`])}return e};var Ut=class{constructor(e=100){this.size=e,this.length=0,this.buf=Buffer.allocUnsafe(e)}prepend(e){if(Buffer.isBuffer(e)){let n=this.length+e.length;if(n>=this.size&&(this.resize(),n>=this.size))throw Error("INVALID_BUFFER_STATE");let r=this.buf;this.buf=Buffer.allocUnsafe(this.size),e.copy(this.buf,0),r.copy(this.buf,e.length),this.length+=e.length}else{let n=this.length++;n===this.size&&this.resize();let r=this.clone();this.buf[0]=e,r.copy(this.buf,1,0,n)}}append(e){let n=this.length++;n===this.size&&this.resize(),this.buf[n]=e}clone(){return Buffer.from(this.buf.slice(0,this.length))}resize(){let e=this.length;this.size=this.size*2;let n=Buffer.allocUnsafe(this.size);this.buf.copy(n,0,0,e),this.buf=n}toString(e){return e?this.buf.toString(e,0,this.length):Uint8Array.prototype.slice.call(this.buf.slice(0,this.length))}toJSON(){return this.toString("utf8")}reset(){this.length=0}},zt=Ut;var Hn=function(t){let e=[32,9,10,13,12,11,160,5760,8192,8193,8194,8195,8196,8197,8198,8199,8200,8201,8202,8232,8233,8239,8287,12288,65279].reduce((r,o)=>{let i=Buffer.from(String.fromCharCode(o),t.encoding);return o!==63&&i.length===1&&i[0]===63||r.push(i),r},[]),n=new Uint8Array(256);for(let r of e)n[r[0]]=1;return{bomSkipped:!1,bufBytesStart:0,castField:t.cast_function,commenting:!1,delimiterBufPrevious:void 0,delimiterDiscovered:!1,error:void 0,enabled:t.from_line===1,escaping:!1,escapeIsQuote:Buffer.isBuffer(t.escape)&&Buffer.isBuffer(t.quote)&&Buffer.compare(t.escape,t.quote)===0,expectedRecordLength:Array.isArray(t.columns)?t.columns.length:void 0,field:new zt(20),firstLineToHeaders:t.cast_first_line_to_header,needMoreDataSize:Math.max(t.comment!==null?t.comment.length:0,...t.delimiter?t.delimiter.map(r=>r.length):[],t.delimiter_auto?1:0,t.quote!==null?t.quote.length:0,...e.map(r=>r.length)),previousBuf:void 0,quoting:!1,stop:!1,rawBuffer:new zt(100),record:[],recordHasError:!1,record_length:0,recordDelimiterMaxLength:t.record_delimiter.length===0?0:Math.max(...t.record_delimiter.map(r=>r.length)),trimChars:[Buffer.from(" ",t.encoding)[0],Buffer.from("	",t.encoding)[0]],wasQuoting:!1,wasRowDelimiter:!1,timchars:e,timcharFirstBytes:n}};var Un=function(t){return t.replace(/([A-Z])/g,function(e,n){return"_"+n.toLowerCase()})};var ye=function(t){let e={};for(let r in t)e[Un(r)]=t[r];if(e.encoding===void 0||e.encoding===!0)e.encoding="utf8";else if(e.encoding===null||e.encoding===!1)e.encoding=null;else if(typeof e.encoding!="string"&&e.encoding!==null)throw new g("CSV_INVALID_OPTION_ENCODING",["Invalid option encoding:","encoding must be a string or null to return a buffer,",`got ${JSON.stringify(e.encoding)}`],e);if(e.bom===void 0||e.bom===null||e.bom===!1)e.bom=!1;else if(e.bom!==!0)throw new g("CSV_INVALID_OPTION_BOM",["Invalid option bom:","bom must be true,",`got ${JSON.stringify(e.bom)}`],e);if(e.cast_function=null,e.cast===void 0||e.cast===null||e.cast===!1||e.cast==="")e.cast=void 0;else if(typeof e.cast=="function")e.cast_function=e.cast,e.cast=!0;else if(e.cast!==!0)throw new g("CSV_INVALID_OPTION_CAST",["Invalid option cast:","cast must be true or a function,",`got ${JSON.stringify(e.cast)}`],e);if(e.cast_date===void 0||e.cast_date===null||e.cast_date===!1||e.cast_date==="")e.cast_date=!1;else if(e.cast_date===!0)e.cast_date=function(r){let o=Date.parse(r);return isNaN(o)?r:new Date(o)};else if(typeof e.cast_date!="function")throw new g("CSV_INVALID_OPTION_CAST_DATE",["Invalid option cast_date:","cast_date must be true or a function,",`got ${JSON.stringify(e.cast_date)}`],e);if(e.cast_first_line_to_header=void 0,e.columns===!0)e.cast_first_line_to_header=void 0;else if(typeof e.columns=="function")e.cast_first_line_to_header=e.columns,e.columns=!0;else if(Array.isArray(e.columns))e.columns=rt(e.columns);else if(e.columns===void 0||e.columns===null||e.columns===!1)e.columns=!1;else throw new g("CSV_INVALID_OPTION_COLUMNS",["Invalid option columns:","expect an array, a function or true,",`got ${JSON.stringify(e.columns)}`],e);if(e.group_columns_by_name===void 0||e.group_columns_by_name===null||e.group_columns_by_name===!1)e.group_columns_by_name=!1;else{if(e.group_columns_by_name!==!0)throw new g("CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",["Invalid option group_columns_by_name:","expect an boolean,",`got ${JSON.stringify(e.group_columns_by_name)}`],e);if(e.columns===!1)throw new g("CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",["Invalid option group_columns_by_name:","the `columns` mode must be activated."],e)}if(e.comment===void 0||e.comment===null||e.comment===!1||e.comment==="")e.comment=null;else if(typeof e.comment=="string"&&(e.comment=Buffer.from(e.comment,e.encoding)),!Buffer.isBuffer(e.comment))throw new g("CSV_INVALID_OPTION_COMMENT",["Invalid option comment:","comment must be a buffer or a string,",`got ${JSON.stringify(e.comment)}`],e);if(e.comment_no_infix===void 0||e.comment_no_infix===null||e.comment_no_infix===!1)e.comment_no_infix=!1;else if(e.comment_no_infix!==!0)throw new g("CSV_INVALID_OPTION_COMMENT",["Invalid option comment_no_infix:","value must be a boolean,",`got ${JSON.stringify(e.comment_no_infix)}`],e);if(e.delimiter_auto===void 0||e.delimiter_auto===null||e.delimiter_auto===!1)e.delimiter_auto=!1;else if(e.delimiter_auto===!0)e.delimiter_auto={};else if(!De(e.delimiter_auto))throw new g("CSV_INVALID_OPTION_DELIMITER_AUTO",["Invalid option delimiter_auto:","delimiter_auto must be a boolean or a configuration object,",`got ${JSON.stringify(e.delimiter_auto)}`],e);if(e.delimiter_auto){if(e.delimiter_auto.preferred===void 0)e.delimiter_auto.preferred={44:1.8,9:1.8,59:1.6,32:1.6,58:1.5,46:1.4,47:1.4};else if(!De(e.delimiter_auto.preferred))throw new g("CSV_INVALID_OPTION_DELIMITER_AUTO",["Invalid option delimiter_auto:","preferred must be an object,",`got ${JSON.stringify(e.delimiter_auto.preferred)}`],e);if(e.delimiter_auto.score===void 0)e.delimiter_auto.score=(r,o)=>(r.total-r.std)*(o.preferred[r.char_code]||1);else if(typeof e.delimiter_auto.score!="function")throw new g("CSV_INVALID_OPTION_DELIMITER_AUTO",["Invalid option delimiter_auto:","score must be a function,",`got ${JSON.stringify(e.delimiter_auto.score)}`],e);if(e.delimiter_auto.size===void 0)e.delimiter_auto.size=2048;else if(typeof e.delimiter_auto.size!="number")throw new g("CSV_INVALID_OPTION_DELIMITER_AUTO",["Invalid option delimiter_auto:","size must be a number,",`got ${JSON.stringify(e.delimiter_auto.size)}`],e)}let n=JSON.stringify(e.delimiter);if(e.delimiter_auto!==!1&&(e.delimiter=[]),Array.isArray(e.delimiter)||((e.delimiter===void 0||e.delimiter===null||e.delimiter===!1)&&(e.delimiter=Buffer.from(",",e.encoding)),e.delimiter=[e.delimiter]),e.delimiter=e.delimiter.map(function(r){if(typeof r=="string"&&(r=Buffer.from(r,e.encoding)),!Buffer.isBuffer(r)||r.length===0)throw new g("CSV_INVALID_OPTION_DELIMITER",["Invalid option delimiter:","delimiter must be a non empty string or buffer or array of string|buffer,",`got ${n}`],e);return r}),e.escape===void 0||e.escape===!0?e.escape=Buffer.from('"',e.encoding):typeof e.escape=="string"?e.escape=Buffer.from(e.escape,e.encoding):(e.escape===null||e.escape===!1)&&(e.escape=null),e.escape!==null&&!Buffer.isBuffer(e.escape))throw new Error(`Invalid Option: escape must be a buffer, a string or a boolean, got ${JSON.stringify(e.escape)}`);if(e.from===void 0||e.from===null)e.from=1;else if(typeof e.from=="string"&&/\d+/.test(e.from)&&(e.from=parseInt(e.from)),Number.isInteger(e.from)){if(e.from<0)throw new Error(`Invalid Option: from must be a positive integer, got ${JSON.stringify(t.from)}`)}else throw new Error(`Invalid Option: from must be an integer, got ${JSON.stringify(e.from)}`);if(e.from_line===void 0||e.from_line===null)e.from_line=1;else if(typeof e.from_line=="string"&&/\d+/.test(e.from_line)&&(e.from_line=parseInt(e.from_line)),Number.isInteger(e.from_line)){if(e.from_line<=0)throw new Error(`Invalid Option: from_line must be a positive integer greater than 0, got ${JSON.stringify(t.from_line)}`)}else throw new Error(`Invalid Option: from_line must be an integer, got ${JSON.stringify(t.from_line)}`);if(e.ignore_last_delimiters===void 0||e.ignore_last_delimiters===null)e.ignore_last_delimiters=!1;else if(typeof e.ignore_last_delimiters=="number")e.ignore_last_delimiters=Math.floor(e.ignore_last_delimiters),e.ignore_last_delimiters===0&&(e.ignore_last_delimiters=!1);else if(typeof e.ignore_last_delimiters!="boolean")throw new g("CSV_INVALID_OPTION_IGNORE_LAST_DELIMITERS",["Invalid option `ignore_last_delimiters`:","the value must be a boolean value or an integer,",`got ${JSON.stringify(e.ignore_last_delimiters)}`],e);if(e.ignore_last_delimiters===!0&&e.columns===!1)throw new g("CSV_IGNORE_LAST_DELIMITERS_REQUIRES_COLUMNS",["The option `ignore_last_delimiters`","requires the activation of the `columns` option"],e);if(e.info===void 0||e.info===null||e.info===!1)e.info=!1;else if(e.info!==!0)throw new Error(`Invalid Option: info must be true, got ${JSON.stringify(e.info)}`);if(e.max_record_size===void 0||e.max_record_size===null||e.max_record_size===!1)e.max_record_size=0;else if(!(Number.isInteger(e.max_record_size)&&e.max_record_size>=0))if(typeof e.max_record_size=="string"&&/\d+/.test(e.max_record_size))e.max_record_size=parseInt(e.max_record_size);else throw new Error(`Invalid Option: max_record_size must be a positive integer, got ${JSON.stringify(e.max_record_size)}`);if(e.objname===void 0||e.objname===null||e.objname===!1)e.objname=void 0;else if(Buffer.isBuffer(e.objname)){if(e.objname.length===0)throw new Error("Invalid Option: objname must be a non empty buffer");e.encoding===null||(e.objname=e.objname.toString(e.encoding))}else if(typeof e.objname=="string"){if(e.objname.length===0)throw new Error("Invalid Option: objname must be a non empty string")}else if(typeof e.objname!="number")throw new Error(`Invalid Option: objname must be a string or a buffer, got ${e.objname}`);if(e.objname!==void 0){if(typeof e.objname=="number"){if(e.columns!==!1)throw Error("Invalid Option: objname index cannot be combined with columns or be defined as a field")}else if(e.columns===!1)throw Error("Invalid Option: objname field must be combined with columns or be defined as an index")}if(e.on_record===void 0||e.on_record===null)e.on_record=void 0;else if(typeof e.on_record!="function")throw new g("CSV_INVALID_OPTION_ON_RECORD",["Invalid option `on_record`:","expect a function,",`got ${JSON.stringify(e.on_record)}`],e);if(e.on_skip!==void 0&&e.on_skip!==null&&typeof e.on_skip!="function")throw new Error(`Invalid Option: on_skip must be a function, got ${JSON.stringify(e.on_skip)}`);if(e.quote===null||e.quote===!1||e.quote==="")e.quote=null;else if(e.quote===void 0||e.quote===!0?e.quote=Buffer.from('"',e.encoding):typeof e.quote=="string"&&(e.quote=Buffer.from(e.quote,e.encoding)),!Buffer.isBuffer(e.quote))throw new Error(`Invalid Option: quote must be a buffer or a string, got ${JSON.stringify(e.quote)}`);if(e.raw===void 0||e.raw===null||e.raw===!1)e.raw=!1;else if(e.raw!==!0)throw new Error(`Invalid Option: raw must be true, got ${JSON.stringify(e.raw)}`);if(e.record_delimiter===void 0)e.record_delimiter=[];else if(typeof e.record_delimiter=="string"||Buffer.isBuffer(e.record_delimiter)){if(e.record_delimiter.length===0)throw new g("CSV_INVALID_OPTION_RECORD_DELIMITER",["Invalid option `record_delimiter`:","value must be a non empty string or buffer,",`got ${JSON.stringify(e.record_delimiter)}`],e);e.record_delimiter=[e.record_delimiter]}else if(!Array.isArray(e.record_delimiter))throw new g("CSV_INVALID_OPTION_RECORD_DELIMITER",["Invalid option `record_delimiter`:","value must be a string, a buffer or array of string|buffer,",`got ${JSON.stringify(e.record_delimiter)}`],e);if(e.record_delimiter=e.record_delimiter.map(function(r,o){if(typeof r!="string"&&!Buffer.isBuffer(r))throw new g("CSV_INVALID_OPTION_RECORD_DELIMITER",["Invalid option `record_delimiter`:","value must be a string, a buffer or array of string|buffer",`at index ${o},`,`got ${JSON.stringify(r)}`],e);if(r.length===0)throw new g("CSV_INVALID_OPTION_RECORD_DELIMITER",["Invalid option `record_delimiter`:","value must be a non empty string or buffer",`at index ${o},`,`got ${JSON.stringify(r)}`],e);return typeof r=="string"&&(r=Buffer.from(r,e.encoding)),r}),typeof e.relax_column_count!="boolean")if(e.relax_column_count===void 0||e.relax_column_count===null)e.relax_column_count=!1;else throw new Error(`Invalid Option: relax_column_count must be a boolean, got ${JSON.stringify(e.relax_column_count)}`);if(typeof e.relax_column_count_less!="boolean")if(e.relax_column_count_less===void 0||e.relax_column_count_less===null)e.relax_column_count_less=!1;else throw new Error(`Invalid Option: relax_column_count_less must be a boolean, got ${JSON.stringify(e.relax_column_count_less)}`);if(typeof e.relax_column_count_more!="boolean")if(e.relax_column_count_more===void 0||e.relax_column_count_more===null)e.relax_column_count_more=!1;else throw new Error(`Invalid Option: relax_column_count_more must be a boolean, got ${JSON.stringify(e.relax_column_count_more)}`);if(typeof e.relax_quotes!="boolean")if(e.relax_quotes===void 0||e.relax_quotes===null)e.relax_quotes=!1;else throw new Error(`Invalid Option: relax_quotes must be a boolean, got ${JSON.stringify(e.relax_quotes)}`);if(typeof e.skip_empty_lines!="boolean")if(e.skip_empty_lines===void 0||e.skip_empty_lines===null)e.skip_empty_lines=!1;else throw new Error(`Invalid Option: skip_empty_lines must be a boolean, got ${JSON.stringify(e.skip_empty_lines)}`);if(typeof e.skip_records_with_empty_values!="boolean")if(e.skip_records_with_empty_values===void 0||e.skip_records_with_empty_values===null)e.skip_records_with_empty_values=!1;else throw new Error(`Invalid Option: skip_records_with_empty_values must be a boolean, got ${JSON.stringify(e.skip_records_with_empty_values)}`);if(typeof e.skip_records_with_error!="boolean")if(e.skip_records_with_error===void 0||e.skip_records_with_error===null)e.skip_records_with_error=!1;else throw new Error(`Invalid Option: skip_records_with_error must be a boolean, got ${JSON.stringify(e.skip_records_with_error)}`);if(e.rtrim===void 0||e.rtrim===null||e.rtrim===!1)e.rtrim=!1;else if(e.rtrim!==!0)throw new Error(`Invalid Option: rtrim must be a boolean, got ${JSON.stringify(e.rtrim)}`);if(e.ltrim===void 0||e.ltrim===null||e.ltrim===!1)e.ltrim=!1;else if(e.ltrim!==!0)throw new Error(`Invalid Option: ltrim must be a boolean, got ${JSON.stringify(e.ltrim)}`);if(e.trim===void 0||e.trim===null||e.trim===!1)e.trim=!1;else if(e.trim!==!0)throw new Error(`Invalid Option: trim must be a boolean, got ${JSON.stringify(e.trim)}`);if(e.trim===!0&&t.ltrim!==!1?e.ltrim=!0:e.ltrim!==!0&&(e.ltrim=!1),e.trim===!0&&t.rtrim!==!1?e.rtrim=!0:e.rtrim!==!0&&(e.rtrim=!1),e.to===void 0||e.to===null)e.to=-1;else if(e.to!==-1)if(typeof e.to=="string"&&/\d+/.test(e.to)&&(e.to=parseInt(e.to)),Number.isInteger(e.to)){if(e.to<=0)throw new Error(`Invalid Option: to must be a positive integer greater than 0, got ${JSON.stringify(t.to)}`)}else throw new Error(`Invalid Option: to must be an integer, got ${JSON.stringify(t.to)}`);if(e.to_line===void 0||e.to_line===null)e.to_line=-1;else if(e.to_line!==-1)if(typeof e.to_line=="string"&&/\d+/.test(e.to_line)&&(e.to_line=parseInt(e.to_line)),Number.isInteger(e.to_line)){if(e.to_line<=0)throw new Error(`Invalid Option: to_line must be a positive integer greater than 0, got ${JSON.stringify(t.to_line)}`)}else throw new Error(`Invalid Option: to_line must be an integer, got ${JSON.stringify(t.to_line)}`);return e};var zn=function(t,e){e||({delimiter_auto:e}=ye({delimiter_auto:!0})),typeof t=="string"&&(t=Buffer.from(t)),Buffer.isBuffer(t)&&(t=(o=>{let i=[],s=ot({delimiter:[]}),a=d=>i.push(d),l=()=>{},c=s.parse(o,!0,a,l);if(c!==void 0)throw c;return i})(t));let n=Array(127).fill().map(()=>({lines:[]}));t.map(([o],i)=>{for(let s=0,a=o.length;s<a;s++){let l=o.charCodeAt(s);n[l].lines[i]===void 0&&(n[l].lines[i]=0),n[l].lines[i]++}}),n.map((o,i)=>{o.char_code=i,o.std=ts(o.lines),o.total=o.lines.reduce((s,a)=>s+a,0),o.preferred=!!e.preferred[i],o.score=e.score(o,e)});let r=n.reduce((o,i)=>o.score>i.score?o:i,{});return String.fromCharCode(r.char_code)},ts=function(t){let e=t.length;if(e===0)return 0;let n=t.reduce((r,o)=>r+o)/e;return Math.sqrt(t.map(r=>Math.pow(r-n,2)).reduce((r,o)=>r+o)/e)};var qn=function(t){return t.every(e=>e==null||e.toString&&e.toString().trim()==="")},ns=13,rs=10,we={utf8:Buffer.from([239,187,191]),utf16le:Buffer.from([255,254])},ot=function(t={}){let e={bytes:0,bytes_records:0,comment_lines:0,empty_lines:0,invalid_field_length:0,lines:1,records:0},n=ye(t);return{info:e,original_options:t,options:n,state:Hn(n),__needMoreData:function(r,o,i){if(i)return!1;let{encoding:s,escape:a,quote:l}=this.options,{quoting:c,needMoreDataSize:d,recordDelimiterMaxLength:u}=this.state,f=o-r-1,p=Math.max(d,u===0?Buffer.from(`\r
`,s).length:u,c?(a===null?0:a.length)+l.length:0,c?l.length+u:0);return f<p},parse:function(r,o,i,s){let{bom:a,comment_no_infix:l,delimiter_auto:c,encoding:d,from_line:u,ltrim:f,max_record_size:p,raw:y,relax_quotes:$,rtrim:R,skip_empty_lines:E,to:w,to_line:_}=this.options,{comment:I,escape:D,quote:h,record_delimiter:U}=this.options,{bomSkipped:j,delimiterDiscovered:le,delimiterBufPrevious:Y,rawBuffer:ge,escapeIsQuote:ce}=this.state;if(!le&&c){let S;if(Y===void 0?S=r:Y!==void 0&&r===void 0?S=Y:S=Buffer.concat([Y,r]),r=void 0,o||S.length>c.size)this.options.delimiter=[Buffer.from(zn(S,this.options.delimiter_auto))],this.state.previousBuf=S,this.state.delimiterBufPrevious=void 0,this.state.delimiterDiscovered=!0;else{this.state.delimiterBufPrevious=S;return}}let{previousBuf:$e}=this.state,v;if($e===void 0)if(r===void 0){s();return}else v=r;else $e!==void 0&&r===void 0?v=$e:v=Buffer.concat([$e,r]);if(j===!1)if(a===!1)this.state.bomSkipped=!0;else if(v.length<3){if(o===!1){this.state.previousBuf=v;return}}else{for(let S in we)if(we[S].compare(v,0,we[S].length)===0){let z=we[S].length;this.state.bufBytesStart+=z,v=v.slice(z);let tt=ye({...this.original_options,encoding:S});for(let A in tt)this.options[A]=tt[A];({comment:I,escape:D,quote:h}=this.options);break}this.state.bomSkipped=!0}let de=v.length,m;for(m=0;m<de&&!this.__needMoreData(m,de,o);m++){if(this.state.wasRowDelimiter===!0&&(this.info.lines++,this.state.wasRowDelimiter=!1),_!==-1&&this.info.lines>_){this.state.stop=!0,s();return}this.state.quoting===!1&&U.length===0&&this.__autoDiscoverRecordDelimiter(v,m)&&(U=this.options.record_delimiter);let S=v[m];if(y===!0&&ge.append(S),(S===ns||S===rs)&&this.state.wasRowDelimiter===!1&&(this.state.wasRowDelimiter=!0),this.state.escaping===!0)this.state.escaping=!1;else{if(D!==null&&this.state.quoting===!0&&this.__isEscape(v,m,S)&&m+D.length<de)if(ce){if(this.__isQuote(v,m+D.length)){this.state.escaping=!0,m+=D.length-1;continue}}else{this.state.escaping=!0,m+=D.length-1;continue}if(this.state.commenting===!1&&this.__isQuote(v,m))if(this.state.quoting===!0){let A=v[m+h.length],ue=R&&this.__isCharTrimable(v,m+h.length),ne=I!==null&&this.__compareBytes(I,v,m+h.length,A),fe=this.__isDelimiter(v,m+h.length,A),nt=U.length===0?this.__autoDiscoverRecordDelimiter(v,m+h.length):this.__isRecordDelimiter(A,v,m+h.length);if(D!==null&&this.__isEscape(v,m,S)&&this.__isQuote(v,m+D.length))m+=D.length-1;else if(!A||fe||nt||ne||ue){this.state.quoting=!1,this.state.wasQuoting=!0,m+=h.length-1;continue}else if($===!1){let In=this.__error(new g("CSV_INVALID_CLOSING_QUOTE",["Invalid Closing Quote:",`got "${String.fromCharCode(A)}"`,`at line ${this.info.lines}`,"instead of delimiter, record delimiter, trimable character","(if activated) or comment"],this.options,this.__infoField()));if(In!==void 0)return In}else this.state.quoting=!1,this.state.wasQuoting=!0,this.state.field.prepend(h),m+=h.length-1}else if(this.state.field.length!==0){if($===!1){let A=this.__infoField(),ue=Object.keys(we).map(fe=>we[fe].equals(this.state.field.toString())?fe:!1).filter(Boolean)[0],ne=this.__error(new g("INVALID_OPENING_QUOTE",["Invalid Opening Quote:",`a quote is found on field ${JSON.stringify(A.column)} at line ${A.lines}, value is ${JSON.stringify(this.state.field.toString(d))}`,ue?`(${ue} bom)`:void 0],this.options,A,{field:this.state.field}));if(ne!==void 0)return ne}}else{this.state.quoting=!0,m+=h.length-1;continue}if(this.state.quoting===!1){let A=this.__isRecordDelimiter(S,v,m);if(A!==0){if(this.state.commenting&&this.state.wasQuoting===!1&&this.state.record.length===0&&this.state.field.length===0)this.info.comment_lines++;else{if(this.state.enabled===!1&&this.info.lines+(this.state.wasRowDelimiter===!0?1:0)>=u){this.state.enabled=!0,this.__resetField(),this.__resetRecord(),m+=A-1;continue}if(E===!0&&this.state.wasQuoting===!1&&this.state.record.length===0&&this.state.field.length===0){this.info.empty_lines++,m+=A-1;continue}this.info.bytes=this.state.bufBytesStart+m;let fe=this.__onField();if(fe!==void 0)return fe;this.info.bytes=this.state.bufBytesStart+m+A;let nt=this.__onRecord(i);if(nt!==void 0)return nt;if(w!==-1&&this.info.records>=w){this.state.stop=!0,s();return}}this.state.commenting=!1,m+=A-1;continue}if(this.state.commenting)continue;if(I!==null&&(l===!1||this.state.record.length===0&&this.state.field.length===0)&&this.__compareBytes(I,v,m,S)!==0){this.state.commenting=!0;continue}let ue=this.__isDelimiter(v,m,S);if(ue!==0){this.info.bytes=this.state.bufBytesStart+m;let ne=this.__onField();if(ne!==void 0)return ne;m+=ue-1;continue}}}if(this.state.commenting===!1&&p!==0&&this.state.record_length+this.state.field.length>p)return this.__error(new g("CSV_MAX_RECORD_SIZE",["Max Record Size:","record exceed the maximum number of tolerated bytes",`of ${p}`,`at line ${this.info.lines}`],this.options,this.__infoField()));let z=f===!1||this.state.quoting===!0||this.state.field.length!==0||!this.__isCharTrimable(v,m),tt=R===!1||this.state.wasQuoting===!1;if(z===!0&&tt===!0)this.state.field.append(S);else{if(R===!0&&!this.__isCharTrimable(v,m))return this.__error(new g("CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE",["Invalid Closing Quote:","found non trimable byte after quote",`at line ${this.info.lines}`],this.options,this.__infoField()));z===!1&&(m+=this.__isCharTrimable(v,m)-1);continue}}if(o===!0)if(this.state.quoting===!0){let S=this.__error(new g("CSV_QUOTE_NOT_CLOSED",["Quote Not Closed:",`the parsing is finished with an opening quote at line ${this.info.lines}`],this.options,this.__infoField()));if(S!==void 0)return S}else if(this.state.wasQuoting===!0||this.state.record.length!==0||this.state.field.length!==0){this.info.bytes=this.state.bufBytesStart+m;let S=this.__onField();if(S!==void 0)return S;let z=this.__onRecord(i);if(z!==void 0)return z}else this.state.wasRowDelimiter===!0?this.info.empty_lines++:this.state.commenting===!0&&this.info.comment_lines++;else this.state.bufBytesStart+=m,this.state.previousBuf=v.slice(m);this.state.wasRowDelimiter===!0&&(this.info.lines++,this.state.wasRowDelimiter=!1)},__onRecord:function(r){let{columns:o,group_columns_by_name:i,encoding:s,info:a,from:l,relax_column_count:c,relax_column_count_less:d,relax_column_count_more:u,raw:f,skip_records_with_empty_values:p}=this.options,{enabled:y,record:$}=this.state;if(y===!1)return this.__resetRecord();let R=$.length;if(o===!0){if(p===!0&&qn($)){this.__resetRecord();return}return this.__firstLineToColumns($)}if(o===!1&&this.info.records===0&&(this.state.expectedRecordLength=R),R!==this.state.expectedRecordLength){let E=o===!1?new g("CSV_RECORD_INCONSISTENT_FIELDS_LENGTH",["Invalid Record Length:",`expect ${this.state.expectedRecordLength},`,`got ${R} on line ${this.info.lines}`],this.options,this.__infoField(),{record:$}):new g("CSV_RECORD_INCONSISTENT_COLUMNS",["Invalid Record Length:",`columns length is ${o.length},`,`got ${R} on line ${this.info.lines}`],this.options,this.__infoField(),{record:$});if(c===!0||d===!0&&R<this.state.expectedRecordLength||u===!0&&R>this.state.expectedRecordLength)this.info.invalid_field_length++,this.state.error=E;else{let w=this.__error(E);if(w)return w}}if(p===!0&&qn($)){this.__resetRecord();return}if(this.state.recordHasError===!0){this.__resetRecord(),this.state.recordHasError=!1;return}if(this.info.records++,l===1||this.info.records>=l){let{objname:E}=this.options;if(o!==!1){let w={};for(let _=0,I=$.length;_<I;_++)o[_]===void 0||o[_].disabled||(i===!0&&Object.hasOwn(w,o[_].name)?Array.isArray(w[o[_].name])?w[o[_].name]=w[o[_].name].concat($[_]):w[o[_].name]=[w[o[_].name],$[_]]:Object.defineProperty(w,o[_].name,{value:$[_],enumerable:!0,writable:!0,configurable:!0}));if(f===!0||a===!0){let _=Object.assign({record:w},f===!0?{raw:this.state.rawBuffer.toString(s)}:{},a===!0?{info:this.__infoRecord()}:{}),I=this.__push(E===void 0?_:[w[E],_],r);if(I)return I}else{let _=this.__push(E===void 0?w:[w[E],w],r);if(_)return _}}else if(f===!0||a===!0){let w=Object.assign({record:$},f===!0?{raw:this.state.rawBuffer.toString(s)}:{},a===!0?{info:this.__infoRecord()}:{}),_=this.__push(E===void 0?w:[$[E],w],r);if(_)return _}else{let w=this.__push(E===void 0?$:[$[E],$],r);if(w)return w}}this.__resetRecord()},__firstLineToColumns:function(r){let{firstLineToHeaders:o}=this.state;try{let i=o===void 0?r:o.call(null,r);if(!Array.isArray(i))return this.__error(new g("CSV_INVALID_COLUMN_MAPPING",["Invalid Column Mapping:","expect an array from column function,",`got ${JSON.stringify(i)}`],this.options,this.__infoField(),{headers:i}));let s=rt(i);this.state.expectedRecordLength=s.length,this.options.columns=s,this.__resetRecord();return}catch(i){return i}},__resetRecord:function(){this.options.raw===!0&&this.state.rawBuffer.reset(),this.state.error=void 0,this.state.record=[],this.state.record_length=0},__onField:function(){let{cast:r,encoding:o,rtrim:i,max_record_size:s}=this.options,{enabled:a,wasQuoting:l}=this.state;if(a===!1)return this.__resetField();let c=this.state.field.toString(o);if(i===!0&&l===!1&&(c=c.trimRight()),r===!0){let[d,u]=this.__cast(c);if(d!==void 0)return d;c=u}this.state.record.push(c),s!==0&&typeof c=="string"&&(this.state.record_length+=c.length),this.__resetField()},__resetField:function(){this.state.field.reset(),this.state.wasQuoting=!1},__push:function(r,o){let{on_record:i}=this.options;if(i!==void 0){let s=this.__infoRecord();try{r=i.call(null,r,s)}catch(a){return a}if(r==null)return}this.info.bytes_records+=this.info.bytes,o(r)},__cast:function(r){let{columns:o,relax_column_count:i}=this.options;if(Array.isArray(o)===!0&&i&&this.options.columns.length<=this.state.record.length)return[void 0,void 0];if(this.state.castField!==null)try{let a=this.__infoField();return[void 0,this.state.castField.call(null,r,a)]}catch(a){return[a]}if(this.__isFloat(r))return[void 0,parseFloat(r)];if(this.options.cast_date!==!1){let a=this.__infoField();return[void 0,this.options.cast_date.call(null,r,a)]}return[void 0,r]},__compareBytes:function(r,o,i,s){if(r[0]!==s)return 0;let a=r.length;for(let l=1;l<a;l++)if(r[l]!==o[i+l])return 0;return a},__isCharTrimable:function(r,o){let{timchars:i,timcharFirstBytes:s}=this.state,a=r[o];if(a===void 0||s[a]===0)return 0;e:for(let l=0;l<i.length;l++){let c=i[l];for(let d=0;d<c.length;d++)if(c[d]!==r[o+d])continue e;return c.length}return 0},__isDelimiter:function(r,o,i){let{delimiter:s,ignore_last_delimiters:a}=this.options;if(a===!0&&this.state.record.length===this.options.columns.length-1)return 0;if(a!==!1&&typeof a=="number"&&this.state.record.length===a-1)return 0;e:for(let l=0;l<s.length;l++){let c=s[l];if(c[0]===i){for(let d=1;d<c.length;d++)if(c[d]!==r[o+d])continue e;return c.length}}return 0},__isEscape:function(r,o,i){let{escape:s}=this.options;if(s===null)return!1;let a=s.length;if(s[0]===i){for(let l=0;l<a;l++)if(s[l]!==r[o+l])return!1;return!0}return!1},__isFloat:function(r){return r-parseFloat(r)+1>=0},__isQuote:function(r,o){let{quote:i}=this.options;if(i===null)return!1;let s=i.length;for(let a=0;a<s;a++)if(i[a]!==r[o+a])return!1;return!0},__isRecordDelimiter:function(r,o,i){let{record_delimiter:s}=this.options,a=s.length;e:for(let l=0;l<a;l++){let c=s[l],d=c.length;if(c[0]===r){for(let u=1;u<d;u++)if(c[u]!==o[i+u])continue e;return c.length}}return 0},__autoDiscoverRecordDelimiter:function(r,o){let{encoding:i}=this.options,s=[Buffer.from(`\r
`,i),Buffer.from(`
`,i),Buffer.from("\r",i)];e:for(let a=0;a<s.length;a++){let l=s[a].length;for(let c=0;c<l;c++)if(s[a][c]!==r[o+c])continue e;return this.options.record_delimiter.push(s[a]),this.state.recordDelimiterMaxLength=s[a].length,s[a].length}return 0},__error:function(r){let{encoding:o,raw:i,skip_records_with_error:s}=this.options,a=typeof r=="string"?new Error(r):r;if(s){if(this.state.recordHasError=!0,this.options.on_skip!==void 0)try{this.options.on_skip(a,i?this.state.rawBuffer.toString(o):void 0)}catch(l){return l}return}else return a},__infoDataSet:function(){return{...this.info,columns:this.options.columns}},__infoRecord:function(){let{columns:r,raw:o,encoding:i}=this.options;return{...this.__infoDataSet(),bytes_records:this.info.bytes,error:this.state.error,header:r===!0,index:this.state.record.length,raw:o?this.state.rawBuffer.toString(i):void 0}},__infoField:function(){let{columns:r}=this.options,o=Array.isArray(r),i=this.info.bytes_records;return{...this.__infoRecord(),bytes_records:i,column:o===!0?r.length>this.state.record.length?r[this.state.record.length].name:null:this.state.record.length,quoting:this.state.wasQuoting}}}};var Ge=function(t,e={}){typeof t=="string"&&(t=Buffer.from(t));let n=e&&e.objname?Object.create(null):[],r=ot(e),o=a=>{r.options.objname===void 0?n.push(a):n[a[0]]=a[1]},i=()=>{},s=r.parse(t,!0,o,i);if(s!==void 0)throw s;return n};function Vn(t,{comma:e,comments:n=!1,trim:r=!0}){return t.trim()===""?[]:Ge(t.replace(/\r\n?/g,`
`),{columns:!1,relaxColumnCount:!0,relaxQuotes:!0,skipEmptyLines:!0,trim:r,info:!0,delimiter:e?",":"\0",...n?{comment:"#",comment_no_infix:!0}:{}}).flatMap(({record:i,info:s})=>i.map(a=>({text:r?a.trim():a,line:s.lines-os(i)}))).filter(({text:i})=>i.trim()!=="")}function os(t){return t.join("").split(`
`).length-1}function J(t){let e=t.indexOf("=");return e<0?{key:t,value:void 0}:{key:t.slice(0,e),value:t.slice(e+1)}}function it(t){let[e=[]]=Ge(t,{columns:!1,relaxColumnCount:!0,relaxQuotes:!0,trim:!0});return e.map(J)}function hf(t){return t.map(({key:e,value:n})=>n===void 0?e:`${e}=${n}`).map(e=>/[",\n]/.test(e)?`"${e.replaceAll('"','""')}"`:e).join(",")}function q(t){return t.map(({text:e})=>e)}function Wt(t,e){let n=[];for(let{text:r}of t.list(e)){let o=pe(r);"why"in o?t.problem({input:e,what:`"${r}" is not a platform`,why:o.why,instead:`write ${o.nearest}`}):n.some(i=>re(i,o.platform))||n.push(o.platform)}return n.length===0&&t.raw(e).trim()!==""&&t.list(e).length===0&&t.problem({input:e,what:"holds no platform",instead:`write for example ${be[0]}, or leave it out for the builder's own`}),n}var is=/(passw(or)?d|token|secret|credential|api_?key|private_?key|access_?key)/i;function jn(t){return q(t.lines("build-args")).filter(e=>{let{key:n,value:r}=J(e);if(!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(n)){let o=r===void 0?`"${n}"`:`"${n}=\u2026"`;return t.problem({input:"build-args",what:`${o} has no valid name`,instead:"write NAME=value"}),!1}return r!==""&&is.test(n)&&t.warn("build-args",`${n} looks like a secret, and the image's history and provenance show build arguments; write it under secrets instead`),!0})}function Me(t,e,n={}){return q(t.lines(e,n)).filter(r=>J(r).key.trim()!==""?!0:(t.problem({input:e,what:`"${r}" has no name`,instead:"write name=value"}),!1))}function Wn(t){let e={};for(let{text:n}of t.lines("build-contexts")){let{key:r,value:o}=J(n);o===void 0||r===""||o===""?t.problem({input:"build-contexts",what:`"${n}" names no context`,instead:"write name=path, name=docker-image://\u2026 or name=https://\u2026"}):e[r]=o}return e}var ss=["local","tar","oci","docker","image","registry","cacheonly"],as=["registry","local","gha","inline","s3","azblob"],ls=["provenance","sbom"];function Kn(t){return q(Yt(t,"outputs",ss,e=>!e.includes("=")))}function Kt(t,e){return q(Yt(t,e,as,r=>!r.includes("="))).filter(r=>cs(t,e,r))}function cs(t,e,n){let r=Object.fromEntries((t.fields(e,n)??[]).map(({key:s,value:a})=>[s,a])),o=n.includes("=")?r.ref:n;if(o===void 0||(r.type??"registry")!=="registry")return!0;let i=Gt(o);return"why"in i?(t.problem({input:e,what:`"${o}" is not an image reference`,why:i.why,instead:i.instead}),!1):!0}function Yn(t){return q(Yt(t,"attests",ls,()=>!1))}function Yt(t,e,n,r){return t.lines(e).filter(({text:o})=>{if(r(o))return!0;let i=t.fields(e,o);if(i===void 0)return!1;let s=i.find(({key:l})=>l==="type")?.value;if(s!==void 0&&n.includes(s))return!0;let a=s===void 0?void 0:G(s,n);return t.problem({input:e,what:s===void 0?`"${o}" has no type`:`"${o}" has the unknown type ${s}`,instead:`write type=${a??n.join(" or type=")}`}),!1})}function Jt(t,e){let n=t.text(e);if(n===void 0)return;if(/^(true|false)$/i.test(n))return n.toLowerCase();let r=t.fields(e,n);if(r!==void 0){if(r.every(({key:o,value:i})=>o!==""&&i!==void 0))return n;t.problem({input:e,what:`"${n}" is neither true nor false nor a list of attributes`,instead:e==="provenance"?"write true, false, mode=min or mode=max":"write true, false or generator=image"})}}var qt=["build","check","outline","targets"],ds={lint:"check"};function Jn(t){let e=t.text("call");if(e===void 0)return;let n=t.fields("call",e);if(n===void 0)return;let r=n[0]?.key??"";if(qt.includes(r))return e;t.problem({input:"call",what:`"${r}" is not one of its values`,instead:`write ${C(ds,r)??G(r,qt)??qt.join(", ")}`})}function _e(t,e,n,r){let o=t.text(e);if(o===void 0||n.test(o))return o;t.problem({input:e,what:`"${o}" cannot be read`,instead:`write ${r}`})}function Xt(t,e,n,r,o){return q(n).filter(i=>r.test(i)?!0:(t.problem({input:e,what:`"${i}" cannot be read`,instead:`write ${o}`}),!1))}var Vt=["network.host","security.insecure","device"];function Xn(t){return q(t.list("allow")).filter(e=>{let n=e.split("=")[0]??"";return Vt.includes(n)||/^fs(\.(read|write))?$/.test(n)?!0:(t.problem({input:"allow",what:`"${e}" is not an entitlement`,instead:`write ${G(n,Vt)??Vt.join(", ")}`}),!1)})}var jt=["auto","native","cross","accelerate","emulate"];function Qn(t){let e="auto",n={};for(let{text:r}of t.list("strategy")){let{key:o,value:i}=J(r),s=i??o,a=jt.find(l=>l===s);if(a===void 0)t.problem({input:"strategy",what:`"${s}" is not a strategy`,instead:`write ${G(s,jt)??jt.join(", ")}`});else if(i===void 0)e=a;else{let l=pe(o);"why"in l?t.problem({input:"strategy",what:`"${o}" is not a platform`,why:l.why,instead:`write ${l.nearest}=${a}`}):n[b(l.platform)]=a}}return{all:e,byPlatform:n}}function Zn(t){let e=t.text("verify")??"true";return/^true$/i.test(e)?"check":/^false$/i.test(e)?"off":e==="run"?"run":(t.problem({input:"verify",what:`"${e}" is not one of its values`,instead:"write true, false or run"}),"check")}var us=/^\d{12}\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws|on\.amazonwebservices\.com\.cn)$/,fs="public.ecr.aws",ps="us-east-1";function er(t,e=!1){let n=t.replace(/^https?:\/\//,"").replace(/\/.*$/,"");if(n===fs)return{region:ps,isPublic:!0};let r=us.exec(n)?.[1];return r!==void 0?{region:r,isPublic:!1}:e?{region:"",isPublic:!1}:void 0}function tr(t,e,n){hs(t,e),ms(t,e),$s(t,e,n);for(let r of Object.keys(e.strategy.byPlatform))e.platforms.length>0&&!e.platforms.some(o=>b(o)===r)&&t.problem({input:"strategy",what:`${r} has a strategy but is not built`,instead:"add it to platforms, or drop the line"})}function hs(t,e){let n=e.outputs.some(o=>it(o).some(({key:i})=>i==="name")),r=t.raw("tags").trim()===""&&e.images.length===0;if((e.push||e.shard)&&r&&!(n&&e.push)){let o=e.push?"push":"shard";t.problem({input:o,what:"there is nothing to push to",why:`${o} is true and tags is empty`,instead:"write tags: registry/name:tag"})}e.shard&&e.load&&t.problem({input:"load",what:"a shard is not loaded",why:"it is a part of an image that another job joins",instead:"leave out load or shard"})}function ms(t,e){e.buildkitdConfig!==void 0&&e.buildkitdConfigInline!==void 0&&t.problem({input:"buildkitd-config-inline",what:"buildkitd-config is given too",why:"a builder has one configuration",instead:"keep one of the two"});let n=Ht(e.endpoint??"");if(n!==void 0&&t.problem({input:"endpoint",what:`"${e.endpoint}" ${n}`,instead:Ft}),e.driver==="remote"&&e.endpoint===void 0&&e.builder===void 0&&t.problem({input:"endpoint",what:"is missing",why:"the remote driver needs a BuildKit that runs already",instead:"write endpoint: tcp://host:port"}),e.keepState&&e.builder===void 0&&t.problem({input:"keep-state",what:"the builder has no name",why:"one without has a new name in every run, so no later run would find its cache",instead:"write builder: and a name"}),e.tls.cert===void 0!=(e.tls.key===void 0)){let r=e.tls.cert===void 0?"tls-cert":"tls-key";t.problem({input:r,what:"is missing",why:"a certificate and its key go together"})}}function gs({username:t,password:e,...n}){return t===void 0||e!==void 0?!1:!n.push&&!n.shard&&!n.outputs.some(r=>/\bpush=true\b|type=registry\b/.test(r))}function $s(t,e,n){let{registry:r,username:o,password:i,registryAuth:s,ecr:a}=e,l=r!==void 0||o!==void 0||i!==void 0;if(s!==void 0&&l&&t.problem({input:"registry-auth",what:"is given beside registry, username or password",why:"it holds every login",instead:"add the other login to the list"}),er(r??"",a==="true")===void 0){if(!n&&gs(e)){t.warn("password","is empty, so there is no login; nothing is pushed, and a secret is empty in a pull request from a fork");return}l&&(o===void 0||i===void 0)&&t.problem({input:o===void 0?"username":"password",what:"is empty, so there is no login",why:"a secret is empty in a pull request from a fork, and where it was never made",instead:"give both, or leave out registry, username and password"})}}function nr(t){let e=[],n=(r,o,i)=>{e.some(({id:s})=>s===i.id)?t.problem({input:r,what:`the id of line ${o} is given twice`,instead:"keep one of the two"}):e.push(i)};for(let{id:r,value:o,line:i}of Qt(t,"secrets"))n("secrets",i,{id:r,value:o,from:"value"}),t.mask("secrets",o);for(let{id:r,value:o,line:i}of Qt(t,"secret-envs"))n("secret-envs",i,{id:r,env:o.trim(),from:"env"});for(let{id:r,value:o,line:i}of Qt(t,"secret-files"))n("secret-files",i,{id:r,path:o.trim(),from:"file"});return e}var bs={secrets:'write id=value; a value of several lines stands in double quotes, "id=value"',"secret-envs":"write id=VARIABLE","secret-files":"write id=path"};function Qt(t,e){return(e==="secret-envs"?t.list(e):t.lines(e,{trim:e!=="secrets"})).flatMap(({text:r,line:o})=>{let{key:i,value:s}=J(r),a=i.trim();return s===void 0||a===""?(t.problem({input:e,what:s===void 0?`line ${o} has no "="`:`line ${o} has no id`,instead:bs[e]}),[]):s.trim()!==""?[{id:a,value:s,line:o}]:(t.warn(e,`the secret of line ${o} is empty and left out; a pull request from a fork gets no secrets`),[])})}var rr=4;function or(t){let e=[],n=[],r=new Set,o=new Set,i=d=>(o.add(d),t[`INPUT_${d.toUpperCase()}`]??""),s=d=>i(d).trim()||void 0,a=d=>{e.push(d)},l=(d,u,f)=>a({input:d,what:u,why:f.message,instead:'close the quote, or double it to mean one: ""'}),c=(d,u)=>{try{return Vn(i(d),u)}catch(f){return l(d,"the list cannot be read",f),[]}};return{raw:i,text:s,problem:a,...ys(s,a),lines:(d,u)=>c(d,{comma:!1,...u}),list:d=>c(d,{comma:!0}),fields:(d,u)=>{try{return it(u)}catch(f){l(d,`"${u}" cannot be read`,f);return}},warn:(d,u)=>{n.push(`${d}: ${u}`)},mask:(d,u)=>{u.trim().length>=rr?r.add(u):u!==""&&n.push(`${d}: a value of fewer than ${rr} characters is not hidden in the log`)},problems:()=>[...e,..._s(t,o)],warnings:()=>[...new Set(n)],masks:()=>[...r]}}function ys(t,e){return{choice:(n,r,o)=>{let i=t(n);if(i===void 0)return o;let s=r.find(a=>a===i);return s===void 0&&e({input:n,what:`"${i}" is not one of its values`,instead:`write ${G(i,r)??r.join(", ")}`}),s??o},flag:(n,r)=>{let o=t(n);return o===void 0?r:/^(true|True|TRUE)$/.test(o)?!0:/^(false|False|FALSE)$/.test(o)?!1:(e({input:n,what:`"${o}" is neither true nor false`,instead:`write ${/^(y|yes|on|1)$/i.test(o)?"true":/^(n|no|off|0)$/i.test(o)?"false":"true or false"}`}),r)},count:(n,r,o)=>{let i=t(n);return i===void 0?r:/^\d+$/.test(i)&&Number(i)<=o?Number(i):(e({input:n,what:`"${i}" is not a number that it takes`,instead:`write a whole number from 0 to ${o}`}),r)}}}var ws={version:"write buildx-version",name:"write builder",image:"write binfmt-image",reset:"write binfmt-reset",install:"leave it out: no later step is changed",use:"leave it out: the builder is used by this step alone, or name it with builder and keep-builder","cache-image":"leave it out: an image that is there is not pulled again","bake-target":"leave it out: the target in the bake file is called docker-metadata-action","sep-tags":"leave it out: the output has one tag a line","sep-labels":"leave it out: the output has one label a line","sep-annotations":"leave it out: the output has one annotation a line",scope:"leave it out: the login lasts for this step only"};function _s(t,e){return Object.entries(t).filter(([n,r])=>n.startsWith("INPUT_")&&r!==void 0).map(([n])=>n.slice(6).toLowerCase()).filter(n=>!e.has(n)).map(n=>{let r=G(n,[...e]),o=ws[n]??(r===void 0?"see the table of inputs in the README":`write ${r}`);return{input:n,what:"there is no such input",instead:o}})}var Pf=t=>/^(1|t|true)$/i.test(t??""),Zt=t=>/^(0|f|false)$/i.test(t??"");function Hf(t,{pushes:e=!1}={}){let n=or(t),r={...Ss(n),...ks(n),...xs(n,t),...Os(n),...Rs(n)};tr(n,r,e);for(let o of["password","github-token","tls-key"])n.mask(o,n.text(o)??"");return{inputs:r,problems:n.problems(),warnings:n.warnings(),masks:n.masks()}}function Ss(t){return{context:t.text("context")??".",defaultContext:t.text("context")===void 0,file:t.text("file"),platforms:Wt(t,"platforms"),target:t.text("target"),buildArgs:jn(t),buildContexts:Wn(t),secrets:nr(t),ssh:Me(t,"ssh"),githubToken:t.text("github-token"),call:Jn(t),allow:Xn(t),addHosts:Xt(t,"add-hosts",t.list("add-hosts"),/^[^:=\s]+[:=]\S+$/,"host:ip"),network:t.text("network"),cgroupParent:t.text("cgroup-parent"),shmSize:_e(t,"shm-size",/^\d+(\.\d+)?\s*[kmgt]?i?b?$/i,"a size such as 128m or 2g"),ulimit:Xt(t,"ulimit",t.lines("ulimit"),/^[a-z]+=-?\d+(:-?\d+)?$/,"name=soft:hard, such as nofile=1024:2048"),pull:t.flag("pull",!1)}}function ks(t){let e=q(t.lines("images",{comments:!0}));return{push:t.flag("push",!1),load:t.flag("load",!1),outputs:Kn(t),tags:t.lines("tags",{comments:!0}),images:e,flavor:q(t.lines("flavor",{comments:!0})),labels:Me(t,"labels",{comments:!0}),annotations:Me(t,"annotations",{comments:!0}),provenance:Jt(t,"provenance"),sbom:Jt(t,"sbom"),attests:Yn(t),cacheFrom:Kt(t,"cache-from"),cacheTo:Kt(t,"cache-to"),noCache:t.flag("no-cache",!1),noCacheFilters:q(t.list("no-cache-filters"))}}function xs(t,e){return{strategy:Qn(t),crossPackages:q(t.list("cross-packages")),fallback:t.flag("fallback",!0),verify:Zn(t),planOnly:t.flag("plan-only",!1),shard:t.flag("shard",!1),retries:t.count("retries",2,10),summary:t.flag("summary",!0)&&!Zt(e.DOCKER_BUILD_SUMMARY),checkAnnotations:!Zt(e.DOCKER_BUILD_CHECKS_ANNOTATIONS),buildRecord:t.flag("build-record",!1)}}function Os(t){let e=_e(t,"mirror",/^(https?:\/\/)?[a-zA-Z0-9][a-zA-Z0-9.-]*(:\d+)?(\/[a-z0-9._/-]*)?$/,"the host of a registry, such as mirror.example.com:5000");return{registry:_e(t,"registry",/^[^\s-]\S*$/,"the host of a registry, such as ghcr.io"),username:t.text("username"),password:t.text("password"),registryAuth:t.text("registry-auth"),ecr:t.choice("ecr",["auto","true","false"],"auto"),logout:t.flag("logout",!0),mirror:e?.replace(/^https?:\/\//,"").replace(/\/$/,""),ca:t.text("ca")}}function Rs(t){let[e,n,r]=[t.text("tls-cacert"),t.text("tls-cert"),t.text("tls-key")],o=t.flag("keep-builder",!1),i=t.flag("cleanup",!0);return{builder:_e(t,"builder",/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/,"a name of letters, digits, dots, dashes and underscores"),driver:t.choice("driver",["docker-container","docker","remote","kubernetes"],"docker-container"),driverOpts:Me(t,"driver-opts"),buildkitdFlags:t.text("buildkitd-flags"),buildkitdConfig:t.text("buildkitd-config"),buildkitdConfigInline:t.text("buildkitd-config-inline"),endpoint:t.text("endpoint"),builderPlatforms:Wt(t,"builder-platforms"),append:t.text("append"),tls:{...e===void 0?{}:{cacert:e},...n===void 0?{}:{cert:n},...r===void 0?{}:{key:r}},keepBuilder:o||!i,keepState:t.flag("keep-state",!1),buildxVersion:t.text("buildx-version"),buildxMirror:_e(t,"buildx-mirror",/^https?:\/\/[^\s/@?#]+(\/[^\s?#]*)?$/,"an address such as https://mirror.example.com/docker/buildx/releases")?.replace(/\/+$/,""),buildxUnverified:t.flag("buildx-unverified",!1),cacheBinary:t.flag("cache-binary",!0),binfmtImage:t.text("binfmt-image")??"docker.io/tonistiigi/binfmt:latest",binfmtReset:t.flag("binfmt-reset",!1)}}var ir="\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000",Cs=new RegExp(`^[${ir}]$`),Es=new RegExp(`^[${ir}]+`),Be=/[\t\v\f\r ]+/;function Fe(t){return Cs.test(t)}function X(t){return Es.exec(t)?.[0].length??0}function sr(t){let e=t.length;for(;e>0&&Fe(t.charAt(e-1));)e--;return t.slice(0,e)}function ar(t){let e=[],n=[...t];for(let r=0;r<n.length;r++){let o=n[r]??"";if(o==="*")e.push("many");else if(o==="?")e.push("one");else if(o==="\\"){let i=n[r+1]??"";if(i==="}"||i==="/")continue;if(i!=="*"&&i!=="?"&&i!=="\\")return;e.push({char:i}),r++}else e.push({char:o})}return e}var B=-1;function en(t,e,n){let r=Int32Array.from({length:e.length+1},(o,i)=>i);for(let o of[...t].reverse())r=As(o,r,e,n);return r}function As(t,e,n,r){let o=new Int32Array(e.length).fill(B);for(let i=n.length;i>=0;i--){let s=n[i],a=s===void 0?B:e[i+1]??B;if(t==="many"){let l=s===void 0||s===`
`?B:o[i+1]??B;o[i]=Is(e[i]??B,l,r)}else(t==="one"?s!==`
`:s===t.char)&&(o[i]=a)}return o}function Is(t,e,n){return t===B?e:e===B?t:n?Math.max(t,e):Math.min(t,e)}var L=class t{static#t=new t(void 0);#e;constructor(e){this.#e=e}static of(e={}){return Object.entries(e).reduce((n,[r,o])=>n.with(r,o),t.#t)}get(e){let n=this.#e;for(;n!==void 0&&n.key!==e;)n=e<n.key?n.left:n.right;return n?.value}has(e){return this.get(e)!==void 0}with(e,n){return new t(st(this.#e,e,n))}without(e){return this.has(e)?new t(st(this.#e,e,void 0)):this}record(){let e=[],n=r=>{r!==void 0&&(n(r.left),r.value!==void 0&&e.push([r.key,r.value]),n(r.right))};return n(this.#e),Object.fromEntries(e)}};function st(t,e,n){return t===void 0?{key:e,value:n,left:void 0,right:void 0,height:1}:e===t.key?{...t,value:n}:e<t.key?lr({...t,left:st(t.left,e,n)}):lr({...t,right:st(t.right,e,n)})}function Q(t){return t?.height??0}function He(t,e,n){return{...t,left:e,right:n,height:Math.max(Q(e),Q(n))+1}}function lr(t){let{left:e,right:n}=t;return e!==void 0&&Q(e)>Q(n)+1?cr(t,Q(e.left)<Q(e.right)?dr(e,e.right):e):n!==void 0&&Q(n)>Q(e)+1?dr(t,Q(n.right)<Q(n.left)?cr(n,n.left):n):He(t,e,n)}function cr(t,e){return e===void 0?t:He(e,e.left,He(t,e.right,t.right))}function dr(t,e){return e===void 0?t:He(e,He(t,t.left,e.left),e.right)}var T=class extends Error{},Ts=/^[\p{L}\p{Nd}_]+/u,ur=200,Ps=131072,Ls=1e7,Ns=new RegExp("^(?:\\p{Nd}+|[@*#?\\-$!])","u");function at(t,e,n){return new nn(t,e,n).run()}var tn=class{done=[];word="";add(e,n){if(n)this.word+=e;else for(let r of e)Fe(r)?this.end():this.word+=r}end(){this.word!==""&&this.done.push(this.word),this.word=""}},nn=class{at=0;depth=0;source;env;longest;options;rawEscapes;constructor(e,n,r){this.source=e,this.longest=e.length+Ps,this.env=n,this.options=r,this.rawEscapes=r.rawEscapes??!1}run(){let e=this.options.split?new tn:void 0,{text:n,unknown:r}=this.until("",this.rawEscapes,!1,e);return e?.end(),{text:n,words:e?.done??[],...r===void 0?{}:{unknown:r}}}peek(){return this.source.charAt(this.at)}next(){return this.source.charAt(this.at++)}until(e,n,r,o){let i=this.rawEscapes;this.rawEscapes=n;let s="",a,l=(c,d=!1)=>{s=this.joined(s,c.text),a??=c.unknown,o?.add(c.text,d)};for(;this.at<this.source.length;){let c=this.peek();if(e!==""&&c===e)return this.at++,this.rawEscapes=i,{text:s,unknown:a};c==="$"?l(this.dollar()):c==="'"?l({text:this.single(r)},!0):c==='"'?l(this.double(r),!0):c==="<"?l({text:this.heredocMark()},!0):c===this.options.escape?l({text:this.escaped()},!0):l({text:this.next()})}if(this.rawEscapes=i,e!=="")throw new T(`'${e}' is missing`);return{text:s,unknown:a}}joined(e,n){if(e.length+n.length>this.longest)throw new T("its value is too long to be followed");return e+n}escaped(){let e=this.next();return(this.rawEscapes?e:"")+this.next()}heredocMark(){let e=/^<(?:<[\t\r ]*)?/.exec(this.source.slice(this.at))?.[0]??"";return this.at+=e.length,e}single(e){let n=this.source.indexOf("'",this.at+1);if(n<0)throw new T("a single quote is not closed");let r=this.source.slice(this.at+1,n);this.at=n+1;let o=e?r.replaceAll(this.options.escape,this.options.escape.repeat(2)):r;return this.options.rawQuotes?`'${o}'`:o}double(e){let n=this.options.rawQuotes?'"':"",r=n,o;for(this.at++;this.at<this.source.length;){let i=this.peek();if(i==='"')return this.at++,{text:r+n,unknown:o};if(i==="$"){let s=this.dollar();r=this.joined(r,s.text),o??=s.unknown}else r+=i===this.options.escape?this.escapedInDouble(e):this.next()}throw new T("a double quote is not closed")}escapedInDouble(e){let n=this.next(),r=this.peek();return r===""?"":r==='"'||r==="$"||r===n?(this.rawEscapes?n:"")+this.next():this.rawEscapes&&(!this.options.rawQuotes||e)?n+n:n}dollar(){if(this.depth===ur)throw new T(`more than ${ur} variables stand inside each other`);this.depth++;let e=this.variable();return this.depth--,e}variable(){let e=this.at++;if(this.peek()!=="{"){let i=this.name();return i===""?{text:"$"}:this.value(i,e)}this.at++;let n=this.peek();if(n===""||n==="{"||n==="}"||n===":")throw new T("bad substitution");let r=this.name(),o=this.operator();return o==="}"?this.value(r,e):o.startsWith("/")?this.replace(r,o==="//",e):this.modify(r,o,e)}name(){let e=this.source.slice(this.at),n=Ns.exec(e)?.[0]??Ts.exec(e)?.[0]??"";return this.at+=n.length,n}operator(){let e=/^(?:}|:?[+\-?#%]|\/\/?)/.exec(this.source.slice(this.at))?.[0];if(e===void 0)throw new T(`bad substitution near '${this.source.slice(this.at,this.at+2)}'`);return this.at+=e.length,e}find(e){return this.env instanceof L?this.env.get(e):C(this.env,e)}absent(e,n){return this.options.unset==="keep"?{text:this.source.slice(n,this.at)}:{text:"",unknown:this.options.unset==="unknown"?e:void 0}}opaque(e){return this.options.opaque?.has(e)??!1}value(e,n){if(this.opaque(e))return{text:"",unknown:e};let r=this.find(e);return r===void 0?this.absent(e,n):{text:r}}modify(e,n,r){let o=n.slice(-1),i=o==="#"||o==="%",s=this.until("}",i,i);if(this.opaque(e))return{text:"",unknown:e};let a=this.find(e);if(a===void 0&&this.options.unset==="keep")return this.absent(e,r);let l=a!==void 0&&!(n.startsWith(":")&&a==="");if(o==="-")return l?{text:a}:s;if(o==="+")return l?s:{text:""};if(o==="?"){if(l)return{text:a};if(this.options.unset==="unknown"&&a===void 0)return this.absent(e,r);throw new T(`${e}: ${s.text===""?"is not allowed to be unset or empty":s.text}`)}if(a===void 0)return this.absent(e,r);let c=s.text.startsWith(o),d=c?s.text.slice(1):s.text;return{text:Gs(a,d,c,o==="%"),unknown:s.unknown}}replace(e,n,r){let o=this.until("/",!0,!0),i=this.until("}",!0,!1);if(this.opaque(e))return{text:"",unknown:e};let s=this.find(e);return s===void 0?this.absent(e,r):{text:Ds(s,o.text,i.text,n,this.longest),unknown:o.unknown??i.unknown}}};function pr(t,e){let n=ar(t);if(n===void 0)throw new T(`invalid pattern '${t}'`);if(n.length*e.length>Ls)throw new T("its pattern is too long to be followed");return n}function Ds(t,e,n,r,o){let i=[...t],s=en(pr(e,i),i,!0),a="",l=B;for(let c=0;c<=i.length;){let d=s[c]??B;if(d===B||d===c&&l===c)a+=i[c++]??"";else{if(a+=n,a.length>o)throw new T("its value is too long to be followed");if(!r)return a+i.slice(d).join("");d===c&&(a+=i[c]??""),l=d,c=Math.max(d,c+1)}}return a}function Gs(t,e,n,r){if(!r)return fr([...t],e,n).join("");let o=e.match(/\\?./gsu)??[];return fr([...t].reverse(),o.reverse().join(""),n).reverse().join("")}function fr(t,e,n){let r=en(pr(e,t),t,n)[0]??B;return r===B?t:t.slice(r)}function ie(t,e,n={}){try{let r=at(t,e,{escape:"\\",unset:"unknown",...n});return r.unknown===void 0?{value:r.text}:{unknown:r.unknown,why:`the Dockerfile does not say what $${r.unknown} is here`}}catch(r){if(r instanceof T)return{unknown:t,why:`${t}: ${r.message}`};throw r}}function se(t,e){let n=0,r=t.length;for(;n<r;){let o=n+r>>1;e(t[o])?n=o+1:r=o}return n}var Ms=/^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*([^\n]+?)[\t\n\f\r ]*$/;function hr(t,e){let n=new Map,r=[],o=t.startsWith("#!",e[0]?.start);for(let l of o?e.slice(1):e){let c=t.slice(l.start,l.end),[,d,u=""]=Ms.exec(Bs(c))??[],f=d?.toLowerCase();if(f===void 0||!["syntax","escape","check"].includes(f))break;if(o&&f==="escape")continue;let p=Fs(f,u,n.has(f));p!==void 0?r.push({problem:p,line:l.number}):n.set(f,u)}let i=n.get("syntax")?.split(/[ \t]/)[0],s=n.get("check");return{directives:{escape:n.get("escape")??"\\",...i===void 0?{}:{syntax:i},...s===void 0?{}:{check:s}},problems:r}}function Bs(t){let e=t.slice(X(t));return e.startsWith("#")?e.slice(1+X(e.slice(1))):""}function Fs(t,e,n){if(n)return{what:`the directive # ${t}= is written twice`,why:"Docker accepts each directive once",instead:"remove one of them"};if(t==="escape"&&e!=="\\"&&e!=="`")return{what:`# escape=${e} is no escape character`,why:"Docker accepts \\ and ` only",instead:"write # escape=` or remove the line"}}function lt(t,e,n){let r=[],o=Ue(t,e);for(;t.startsWith("--",o);){let{word:i,end:s}=Hs(t,o,n);if(i==="--")return{flags:r,rest:Ue(t,s)};let[a="",...l]=i.slice(2).split("=");r.push({name:a,value:l.join("="),start:o,end:s}),o=Ue(t,s)}return{flags:r,rest:o}}var mr=/[\u0085\u00a0]/;function gr(t){return/^[\t-\r ]$/.test(t)}function Ue(t,e){let n=e;for(;n<t.length&&gr(t.charAt(n));)n++;return n}function Hs(t,e,n){let r="",o="",i=e;for(;i<t.length;i++){let s=t.charAt(i);if(o===""&&(gr(s)||mr.test(s)))break;o===""&&(s==='"'||s==="'")?o=s:s===o?o="":s===n?r+=t.charAt(++i):r+=s}return{word:r,end:Math.min(mr.test(t.charAt(i))?i+1:i,t.length)}}var Us=/^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/;function br(t){return t.includes("<<")?rn(t,!0,!0).map(ze).filter(n=>n!==void 0):[]}function ze(t){let[,e="",n,r=""]=Us.exec(t)??[];if(r==="")return;let[o,...i]=rn(r,!1,!1);if(o===void 0||i.length>0)return;let s=rn(r,!0,!1)[0]??"";return{delimiter:o,expand:$r(s)===$r(o),chomp:n==="-",descriptor:Number(e||0)}}function $r(t){return t.match(/['"]/g)?.length??0}function rn(t,e,n){try{return at(t,{},{escape:"\\",rawQuotes:e,rawEscapes:n,unset:"keep",split:!0}).words}catch(r){if(r instanceof T)return[];throw r}}function wr(t){let e=[],n=t.startsWith("\uFEFF")?1:0;for(;n<t.length;){let r=t.indexOf(`
`,n),o=r<0?t.length:r+1,i=r<0?t.length:r;for(;i>n&&(t[i-1]==="\r"||t[i-1]===`
`);)i--;e.push({start:n,end:i,next:o,number:e.length+1}),n=o}return e}function yr(t){return t[X(t)]==="#"}function zs(t,e){let n=t.length;for(;n>0&&/[ \t]/.test(t.charAt(n-1));)n--;if(!(t.charAt(n-1)!==e||t.charAt(n-2)===e))return n-1}function _r(t,e,n,r){let o="",i=[],s=[],a=!0;for(let l=n;l<e.length;l++){let c=e[l];if(c===void 0)break;let d=t.slice(c.start,c.end),u=a?X(d):0;if(a&&(yr(d)||u===d.length))return;if(!a&&(yr(d)||X(d)===d.length))continue;a=!1;let f=zs(d,r);s.push({at:o.length,line:c.number});for(let p=u;p<(f??d.length);p++)i.push(c.start+p);if(o+=d.slice(u,f??d.length),f===void 0)return{text:o,offsets:i,breaks:s,after:l+1}}return{text:o,offsets:i,breaks:s,after:e.length}}var ve="ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(" "),kr=new Set(["ADD","CMD","COPY","ENTRYPOINT","RUN","SHELL","VOLUME"]),vr=new Set(["ADD","COPY","RUN"]),qs=/^[a-z][a-z0-9-_.]*$/;function W(t,e="Dockerfile"){let n=[],r=(f,p)=>n.push({...p,at:{file:e,line:f}}),o=wr(t),{directives:i,problems:s}=hr(t,o);for(let{problem:f,line:p}of s)r(p,f);let a=Vs({text:t,lines:o,escape:i.escape,complain:r}),l=Ks(a);if(l!==void 0)throw new F({...l.problem,at:{file:e,line:l.line}});let c=a.findIndex(({keyword:f})=>f==="FROM"),d=c<0?a:a.slice(0,c);for(let{keyword:f,span:p}of d){if(f==="ARG"||!ve.includes(f))continue;r(p.line,{what:`${f} stands before FROM`,why:"only ARG can stand before the first FROM",instead:`move the ${f} below a FROM`})}let u=c<0?[]:Qs(a.slice(c),r);if(c<0&&r(o.length||1,{what:"there is no FROM",why:"a Dockerfile without a stage builds nothing",instead:"start the Dockerfile with FROM <image>"}),n.length>0)throw new F(n);return{text:t,file:e,directives:i,globals:d,stages:u}}function Vs(t){let e=[];for(let n=0;n<t.lines.length;){let r=_r(t.text,t.lines,n,t.escape);if(r===void 0){n++;continue}let{instruction:o,after:i}=js(t,n,r);e.push(o),n=i}return e}function js(t,e,n){let r=t.lines[e],o=sr(n.text),i=X(o),s=/^[^\t\v\f\r ]*/.exec(o.slice(i))?.[0]??"",a=s.toUpperCase();ve.includes(a)||Ys(t,r.number,s);let l=i+s.length,c=Ue(o,l),{flags:d,rest:u}=lt(o,c,t.escape),f=u+X(o.slice(u)),p=o.slice(f),y=kr.has(a)?on(p,r.number,t.complain):void 0,$=j=>n.offsets[j]??(n.offsets.at(-1)??r.start)+1,R=d.map(({name:j,value:le,start:Y,end:ge})=>{let ce={start:$(Y),end:$(ge-1)+1};return{name:j,value:le,span:{...ce,line:Sr(t.lines,ce.start),endLine:Sr(t.lines,ce.end-1)}}}),{heredocs:E,after:w}=Js(t,a,p,y!==void 0,n,r.number),_=t.lines[w-1],I={start:$(i),end:_.end,line:r.number,endLine:_.number},D=c<o.length?$(c):$(l-1)+1,h=n.breaks.map(({at:j,line:le})=>({at:Math.max(0,j-f),line:le}));return{instruction:{keyword:a,span:I,argumentsAt:D,flags:R,text:p,heredocs:E,breaks:h,...y===void 0?{}:{exec:y}},after:w}}function Sr(t,e){return t[se(t,({start:n})=>n<=e)-1]?.number??1}function Ws({keyword:t}){return ve.includes(t)?!1:!/^[A-Z]{3,}$/.test(t)||G(t,ve)===void 0}function Ks(t){let e=t.some(({keyword:s,text:a})=>s==="FROM"&&/^\S+(\s+as\s+\S+)?$/i.test(a)),n=t.filter(Ws),[r]=n;if(e||r===void 0||n.length*2<=t.length)return;let o="this is no Dockerfile",i=`there is no FROM, and ${n.length} of ${t.length} instructions are none that Docker knows`;return{problem:{what:o,why:i,instead:"name the file that starts with FROM <image>"},line:r.span.line}}function Ys({complain:t},e,n){let r=G(n.toUpperCase(),ve),o=/[\u0080-\uffff]/.exec(n)?.[0].charCodeAt(0).toString(16).toUpperCase().padStart(4,"0"),i=r===void 0?`Docker knows ${ve.join(", ")}`:"Docker has no such instruction";t(e,{what:`${n||"an empty line"} is no instruction`,why:o===void 0?i:`the character U+${o} is part of the word, and no blank to Docker`,instead:r===void 0?"a line that belongs to the one before needs a \\ at that one's end":`write ${r}`})}function on(t,e,n){if(!t.startsWith("["))return;let r;try{r=JSON.parse(t)}catch{return}if(Array.isArray(r)){if(r.every(o=>typeof o=="string"))return r;n(e,{what:"a JSON form holds something else than strings",why:t,instead:"put each word in double quotes"})}}function Js(t,e,n,r,o,i){if(r||!Xs(e,n,t.escape))return{heredocs:[],after:o.after};let s=[],a=o.after;for(let{delimiter:l,expand:c,chomp:d}of br(o.text)){let u="",f=!1;for(;!f&&a<t.lines.length;){let{start:p,end:y,next:$}=t.lines[a++],R=d?/^\t+/.exec(t.text.slice(p,y))?.[0].length??0:0;f=t.text.slice(p+R,y)===l,f||(u+=t.text.slice(p+R,$))}if(!f){let p=`no line is just ${l} before the end of the file`;t.complain(i,{what:`the heredoc <<${l} does not end`,why:p,instead:`add a line ${l} after its body`})}s.push({delimiter:l,expand:c,body:u})}return{heredocs:s,after:a}}function Xs(t,e,n){if(t!=="ONBUILD")return vr.has(t);let[r=""]=e.split(Be,1),{rest:o}=lt(e,r.length,n);return vr.has(r.toUpperCase())&&on(e.slice(o),0,()=>{})===void 0}function xr(t,e){let n=/^[^\t\v\f\r ]+/.exec(t.text)?.[0];if(n===void 0)return;let r=n.toUpperCase(),{flags:o,rest:i}=lt(t.text,n.length,e),s=o.map(({name:c,value:d})=>({name:c,value:d,span:t.span})),a=t.text.slice(i),l=kr.has(r)?on(a,t.span.line,()=>{}):void 0;return{...t,keyword:r,flags:s,text:a,...l===void 0?{}:{exec:l}}}function Qs(t,e){let n=[];for(let r of t)r.keyword==="FROM"?n.push({head:Zs(r,n.length,e),instructions:[]}):n.at(-1)?.instructions.push(r);return n.map(({head:r,instructions:o})=>({...r,instructions:o}))}function Zs(t,e,n){let[r="",o,i,...s]=t.text.split(Be),a=t.flags.findLast(({name:d})=>d==="platform")?.value,l=i?.toLowerCase(),{line:c}=t.span;return r===""||s.length>0||o!==void 0&&(o.toLowerCase()!=="as"||l===void 0)?n(c,{what:`FROM ${t.text} has the wrong number of words`,why:"FROM takes one image and at most one name",instead:"write FROM <image> or FROM <image> AS <name>"}):l!==void 0&&!qs.test(l)&&n(c,{what:`${i} cannot be a stage's name`,why:"a stage name starts with a letter and holds letters, digits, -, _ and .",instead:"rename the stage"}),{index:e,from:t,base:r,...l===void 0?{}:{name:l},...a?{platform:a}:{}}}function Se(t){let e=new WeakMap;return n=>{let r=e.get(n);if(r!==void 0)return r.value;let o=t(n);return e.set(n,{value:o}),o}}function ea(t){return t.replace(/^(?:index\.)?docker\.io\//,"").replace(/^library\//,"").replace(/:latest$/,"")}function Or(t,e){if(t==="scratch")return{kind:"scratch"};let n=ea(t).toLowerCase();return n!=="context"&&Object.hasOwn(e,n)?{kind:"context",name:n}:{kind:"image",reference:t}}function ct(t,e){let{name:n}=t;if(!(n===void 0||n==="scratch"||n==="context"||!Object.hasOwn(e,n)))return{kind:"context",name:n}}function sn(t,e){return ct(t,e)??{kind:"stage",index:t.index}}var Rr=Se(({stages:t})=>{let e=new Map;for(let n of t){if(n.name===void 0)continue;let r=e.get(n.name);r===void 0?e.set(n.name,[n]):r.push(n)}return e});function Cr(t,e,n,r){let o=Rr(t).get(n)??[],i=o[se(o,s=>s.index<e)-1];return i===void 0?Or(n,r):sn(i,r)}function an(t,e,n,r){if(/\$./.test(e))return{kind:"unknown",text:e,why:"Docker replaces no variables in from="};if(r&&/^[+-]?\d+$/.test(e)){let i=t.stages[Number(e)];return i===void 0?void 0:sn(i,n)}let o=Rr(t).get(e.toLowerCase())?.at(-1);return o===void 0?Or(e,n):sn(o,n)}function ae({exec:t,text:e}){return t??e.split(Be)}function ta(t,e){let n=[],r="",o="";for(let i=0;i<t.length;i++){let s=t.charAt(i);if(o===""&&Fe(s)){r!==""&&n.push(r),r="";continue}if(s===e&&o!=="'"){i+1<t.length&&(r+=s+t.charAt(++i));continue}o===""&&(s==='"'||s==="'")?o=s:s===o&&(o=""),r+=s}return r!==""&&n.push(r),n}function ke({keyword:t,text:e},n){let r=ta(e,n),o=r[0];if(t==="ENV"&&o!==void 0&&!o.includes("=")){let[,i="",s=""]=/^([^\t\v\f\r ]+)[\t\v\f\r ]+(.*)$/s.exec(e)??[];return i===""?[]:[{name:i,value:s}]}return r.map(i=>{let s=i.indexOf("=");return s<0?{name:i}:{name:i.slice(0,s),value:i.slice(s+1)}})}var na="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",ra=new Set(["BUILDKIT_SBOM_SCAN_CONTEXT","BUILDKIT_SBOM_SCAN_STAGE"]);function dt(t,e){let{platform:n,buildPlatform:r,buildArgs:o}=e,i=Object.assign(Object.create(null),{BUILDPLATFORM:b(r),BUILDOS:r.os,BUILDOSVERSION:"",BUILDARCH:r.architecture,BUILDVARIANT:r.variant,...Pn(n),TARGETOSVERSION:"",TARGETSTAGE:e.target||t.stages.at(-1)?.name||"default"});for(let s of Object.keys(i))i[s]=C(o,s)??i[s]??"";for(let s of t.globals)for(let{name:a,value:l}of ke(s,t.directives.escape)){let c=C(o,a);if(c!==void 0)i[a]=c;else if(l!==void 0){let d=ie(l,i,{escape:t.directives.escape,unset:"empty"});"value"in d&&(i[a]=d.value)}}return i}function Er(t){let e=L.of(t===void 0?{}:{PATH:na,...t});return{values:e,env:L.of(),image:e,opaque:L.of(),complete:t!==void 0}}function Ar(t){let{values:e}=t;for(let n=t.hidden;n!==void 0;n=n.before){let r=t.image.get(n.name);r!==void 0&&(e=e.with(n.name,r))}return{...t,values:e,hidden:void 0}}function qe(t,e,n){return ie(e,t.values,{escape:n,unset:t.complete?"empty":"unknown",opaque:t.opaque})}function Ir(t,e,n,r,o){if(e.keyword==="ARG"){let s=t;for(let{name:a,value:l}of ke(e,o)){if(ra.has(a))continue;let c=C(r,a)??(l===void 0?C(n,a):void 0);c!==void 0?s=ln(s,a,{value:c}):l!==void 0&&(s=ln(s,a,qe(s,l,o)))}return s}if(e.keyword!=="ENV")return t;let i=t;for(let{name:s,value:a=""}of ke(e,o)){let l=qe(t,s,o);"value"in l&&(i=ln(i,l.value,qe(t,a,o),!0))}return i}function ln(t,e,n,r=!1){let o="value"in n,i=c=>o?c.with(e,n.value):c.without(e),s=o?t.opaque.without(e):t.opaque.with(e,!0),a=i(t.values);if(r)return{...t,opaque:s,values:a,env:i(t.env),image:i(t.image)};let l=t.image.has(e)?{name:e,before:t.hidden}:t.hidden;return{...t,opaque:s,values:a,hidden:l}}var oa={x86_64:["amd64"],"x86-64":["amd64"],aarch64:["arm64"],i386:["386",""],armhf:["arm","v7"],armel:["arm","v6"]},ia=new Set("aix android darwin dragonfly freebsd hurd illumos ios js linux macos nacl netbsd openbsd plan9 solaris windows zos".split(" ")),sa=new Set(`386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc
  riscv riscv64 s390 s390x sparc sparc64 wasm`.split(/\s+/)),aa=/^[a-z0-9_.-]+$/,la=/^([a-z0-9_-]+)(\([a-z0-9_.%+-]*\))?$/;function ca(t,e){let[n="",...r]=t.toLowerCase().split("/"),o=la.exec(n)?.[1];if(o===void 0||r.length>2||r.some(c=>!aa.test(c)))return;let i=o==="macos"?"darwin":o,[s,a=""]=r;if(s!==void 0)return Tr(i,s,a);if(ia.has(o))return{...e,os:i};let l=Tr("linux",n,"");return sa.has(l.architecture)?l:void 0}function Tr(t,e,n){let[r,o]=C(oa,e)??[e],i=o??n,s=/^(arm64|arm)$/.test(r)&&/^\d/.test(i);return Ne({os:t,architecture:r,variant:(s?`v${i}`:i).replace(/^(v[89])\.0$/,"$1")})}var Pr={os:"plan9",architecture:"none",variant:""};function Lr(t,e,n,r){let{platform:o}=e;if(o===void 0||n)return{kind:"target"};let i=d=>{let u=dt(t,{...r,...d}),f=ie(o,u,{escape:t.directives.escape,unset:"empty"});return"value"in f?f.value:void 0},s=i({});if(!s)return{kind:"unknown",why:`--platform=${o} has no value`};let a=ca(s,r.buildPlatform);if(a===void 0)return{kind:"unknown",why:`--platform=${o} is ${s}, which is no platform`};let l=i({platform:Pr})!==s,c=i({buildPlatform:Pr})!==s;return l&&re(a,r.platform)?{kind:"target"}:c&&!l&&re(a,r.buildPlatform)?{kind:"build"}:{kind:"fixed",platform:Ne(a)}}function Ve(t){return Object.fromEntries(da(t).map(e=>{let n=e.indexOf("=");return n<0?[e.toLowerCase(),""]:[e.slice(0,n).toLowerCase(),e.slice(n+1)]}))}function da(t){if(/^[^"\r\n]+$/.test(t))return t.split(",");try{return Ge(t,{relax_quotes:!0})[0]??[]}catch{return[]}}function Nr(t,e,n,r){return e.keyword==="COPY"?ua(t,e,n,r):e.keyword!=="RUN"?[]:e.flags.flatMap(({name:o,value:i})=>{if(o!=="mount")return[];let s=Ve(i);if(!s.from)return[];let a=an(t,s.from,r,!1),l=s.source??s.src??"/";return a===void 0?[]:[{how:"mount",from:a,paths:[Dr(l,n,t)],instruction:e}]})}function ua(t,e,n,r){let o=e.flags.findLast(l=>l.name==="from")?.value;if(o===void 0||o==="")return[];let i=an(t,o,r,!0);if(i===void 0){let l=t.stages.length-1;throw new F({what:`COPY --from=${o} names no stage`,why:`the stages are numbered 0 to ${l}`,instead:"name the stage with FROM \u2026 AS <name> and copy from that name",at:{file:t.file??"Dockerfile",line:e.span.line}})}let a=ae(e).slice(0,-1).filter(l=>ze(l)===void 0);return[{how:"copy",from:i,paths:a.map(l=>Dr(l,n,t)),instruction:e}]}function Dr(t,e,{directives:n}){let r=qe(e,t,n.escape);return"value"in r?r.value:t}var Gr=1e5;function Mr(t,e){let n={dockerfile:t,options:e,globals:dt(t,e)},r=[],o=0;for(let d of t.stages){let u=fa(n,d),f=u.kind==="stage"?r[u.index]:void 0;if(o+=f?.triggers.length??0,o>Gr)throw new F(pa(t,d));r.push(ha(n,d,u,r))}let i=r.map(({evaluated:d})=>d),s=ya(t,e.target);va(t,i);let a=_a(s,i);ka(t,i,a);let{platform:l,buildkit:c}=e;return{dockerfile:t,platform:l,...c===void 0?{}:{buildkit:c},stages:i,target:s,needed:a}}function fa({dockerfile:t,options:e,globals:n},r){let o=ct(r,e.contexts);if(o!==void 0)return o;let i=t.directives.escape,s=ie(r.base,n,{escape:i,unset:"empty"});if(!("value"in s))return{kind:"unknown",text:r.base,why:s.why};if(s.value===""){let a=ie(r.base,n,{escape:i}),l="unknown"in a?a.unknown:r.base;return{kind:"unknown",text:r.base,why:`${l} has no value: give the build argument ${l}`}}return Cr(t,r.index,s.value,e.contexts)}function pa({file:t="Dockerfile"},{from:e}){return{what:`ONBUILD adds more than ${Gr} steps to this stage and those before it`,why:"every stage runs all the ONBUILD steps of the one it starts from",instead:"write the steps into one stage, and start the others from that",at:{file:t,line:e.span.line}}}function ha(t,e,n,r){let{dockerfile:o,options:i}=t,s=n.kind==="stage"?r[n.index]:void 0,a=s?.evaluated.root??n,l=ct(e,i.contexts)!==void 0,c=s?.scope??Er(ga(a,i)),d=ba(t,c,s?.triggers??[],l?[]:e.instructions);return{evaluated:{stage:e,base:n,root:a,get chain(){return ma(e.index,r)},depth:(s?.evaluated.depth??0)+1,rootIndex:s?.evaluated.rootIndex??e.index,platform:l?{kind:"unknown",why:`the named context ${e.name} takes this stage's place`}:s?.evaluated.platform??Lr(o,e,a.kind==="scratch",i),uses:d.uses,env:d.end.env,scopes:l?e.instructions.map(()=>L.of()):d.scopes},scope:Ar(d.end),triggers:$a(e,o.directives.escape)}}function ma(t,e){let n=[t];for(let r=e[t]?.evaluated.base;r?.kind==="stage";r=e[r.index]?.evaluated.base)n.push(r.index);return n}function ga(t,{baseEnv:e}){return t.kind==="scratch"?{}:t.kind==="image"&&e!==void 0?C(e,t.reference):void 0}function $a(t,e){return t.instructions.filter(({keyword:n})=>n==="ONBUILD").map(n=>xr(n,e)).filter(n=>n!==void 0)}function ba({dockerfile:t,options:e,globals:n},r,o,i){let s=[],a=[],l=r,c=d=>{for(let u of Nr(t,d,l,e.contexts))s.push(u);l=Ir(l,d,n,e.buildArgs,t.directives.escape)};o.forEach(c);for(let d of i)a.push(l.values),c(d);return{uses:s,scopes:a,end:l}}function ya({stages:t},e){if(!e)return t.length-1;let n=t.findLastIndex(({name:i})=>i===e.toLowerCase());if(n>=0)return n;let r=t.map(({name:i})=>i).filter(i=>i!==void 0),o=G(e,r);throw new F({input:"target",what:`there is no stage ${e}`,why:r.length===0?"no stage has a name":`the stages are ${r.join(", ")}`,instead:o===void 0?"name a stage with FROM \u2026 AS <name>, and give that name":`write ${o}`})}function wa({base:t,uses:e}){return[t,...e.map(({from:r})=>r)].flatMap(r=>r.kind==="stage"?[r.index]:[])}function _a(t,e){let n=new Set([t]);for(let r of n){let o=e[r];if(o!==void 0)for(let i of wa(o))n.add(i)}return[...n].sort((r,o)=>r-o)}function cn(t){return t.name??String(t.index)}function va(t,e){let n=new Set;for(let r of e){let o=[],i=new Set,s=a=>{n.has(a)||(n.add(a),i.add(a),o.push({stage:a,followed:0}))};s(r);for(let a=o.at(-1);a!==void 0;a=o.at(-1)){let l=a.stage.uses[a.followed++],c=l?.from.kind==="stage"?e[l.from.index]:void 0;if(l===void 0)i.delete((o.pop()??a).stage);else{if(c!==void 0&&i.has(c))throw new F(Sa(t,o,c,l));c!==void 0&&s(c)}}}}function Sa({file:t="Dockerfile"},e,n,r){let o=e.findIndex(({stage:s})=>s===n);return{what:`the stages ${[...e.slice(o).map(({stage:s})=>s),n].map(({stage:s})=>cn(s)).join(" \u2192 ")} need each other`,why:"each takes files from the next, so none can be built first",instead:`take the files of ${r.instruction.keyword} from another stage`,at:{file:t,line:r.instruction.span.line}}}function ka({file:t="Dockerfile"},e,n){let r=n.flatMap(o=>{let{stage:i,uses:s}=e[o];return s.flatMap(({from:a,instruction:l})=>{if(a.kind!=="stage"||a.index<o)return[];let c=cn(e[a.index].stage);return{what:`stage ${cn(i)} takes files from ${c}, which comes after it`,why:"Docker builds stages in the order of the file",instead:`move the stage ${c} above`,at:{file:t,line:l.span.line}}})});if(r.length>0)throw new F(r)}function ut(t,e){return[...e.chain].reverse().flatMap(n=>t.stages[n]?.stage.instructions??[])}function k({text:t,heredocs:e}){return[t,...e.map(({body:n})=>n)].join(`
`)}function M(t,e){for(let n of t){let[r=""]=n.words,o=e(n,r.slice(r.lastIndexOf("/")+1));if(o!==void 0)return`line ${n.line} ${o}`}}function ft({words:t}){let e=t.findIndex(o=>o==="-o"||o.startsWith("-o="));if(t[0]!=="go"||e<0)return[];let n=t[e]??"",r=n==="-o"?t[e+1]:n.slice(3);return r===void 0||r.endsWith("/")?[]:[r]}var O=class extends Error{};function je(t){return{words:[],assignments:{},line:t,opaque:!0}}function xe(t){let[,e,n]=/^([A-Za-z_][A-Za-z0-9_]*)\+?=(.*)$/s.exec(t)??[];return e===void 0||n===void 0?void 0:[e,n]}var xa={valued:["-u","--unset","-C","--chdir","-a","--argv0"],not:["-S","--split-string"],assigns:!0},Oa={valued:["-u","-g","-h","-p","-C","-r","-t","-T","-D","-R","--user","--group","--chdir","--host"],not:["-i","-s","-e","-l","-v","--login","--shell","--edit"],assigns:!0},dn={env:xa,sudo:Oa,time:{valued:["-o","-f","--output","--format"]},exec:{valued:["-a"]},nice:{valued:["-n","--adjustment"]},ionice:{valued:["-c","-n","--class","--classdata"],not:["-p"]},command:{valued:[],not:["-v","-V"]},builtin:{valued:[]},nohup:{valued:[]},eatmydata:{valued:[]},stdbuf:{valued:["-i","-o","-e"]},timeout:{valued:["-k","-s","--kill-after","--signal"],skip:1},gosu:{valued:[],skip:1},"su-exec":{valued:[],skip:1},xargs:{valued:["-n","-I","-P","-L","-d","-s","-a","-E","--max-args","--max-procs","--arg-file","--delimiter"]}},Br=new Set(["sh","bash","dash","ash","ksh","zsh","busybox.sh"]);function fn(t){return t.slice(t.lastIndexOf("/")+1)}function Re(t,e){let n=new Map(Object.entries(t.assignments));for(let r=0;;){let o=r,i=()=>({...t,words:t.words.slice(o),assignments:Object.fromEntries(n)}),s=fn(t.words[r]??"");if(Br.has(s))return Aa(i(),t.words.slice(r+1),e);if(s==="eval")return Ia(i(),t.words.slice(r+1),e);let a=Object.hasOwn(dn,s)?dn[s]:void 0;if(s==="find")return Ra(i(),e);if(a===void 0)return[Oe(i())];let l=Ea(t.words,r+1,a);if(l===void 0)return s==="env"||s==="sudo"?[pt(i())]:[Oe(i())];r=l+(a.skip??0);let c=a.assigns?Ca(t.words,r):[];if(r+=c.length,r>=t.words.length)return[Oe(i())];for(let[d,u]of c)n.set(d,u)}}function Ra(t,e){let n=he(t.words),r=n.filter(([o=""])=>pn(o));return n.some(o=>o.some(i=>fn(i)==="find"))?[pt(t)]:[Oe(t),...r.flatMap(o=>Re({...t,words:o},e))]}function pn(t){let e=fn(t);return Br.has(e)||Object.hasOwn(dn,e)}function he(t){let e=[],n;for(let[r,o]of t.entries())if(n===void 0){if(!/^-(exec|execdir|ok|okdir)$/.test(o))continue;n=[],e.push(n)}else o===";"||o==="+"&&t[r-1]==="{}"?n=void 0:n.push(o);return e.filter(r=>r.length>0)}function Ca(t,e){let n=[];for(let r=xe(t[e]??"");r;r=xe(t[e+n.length]??""))n.push(r);return n}function Oe({words:t,assignments:e,line:n,stdin:r}){return{words:t,assignments:e,line:n,...r===void 0?{}:{stdin:r.text}}}function pt(t){return{...Oe(t),opaque:!0}}function Ea(t,e,{valued:n,not:r=[]}){let o=e;for(;o<t.length;o++){let i=t[o]??"";if(i==="--")return o+1;if(!i.startsWith("-"))break;let s=i.startsWith("--"),a=s?i.split("=")[0]??i:i.slice(0,2);if(r.includes(a))return;let l=s?i.includes("="):i.length>2;n.includes(a)&&!l&&o++}return o}function Aa(t,e,n){let r=!1,o=!0,i=0;for(;i<e.length;i++){let a=e[i]??"";if(a==="--"||a==="-"){i++;break}if(!/^[-+]/.test(a))break;if(a.startsWith("--")){(a==="--rcfile"||a==="--init-file")&&i++;continue}a.includes("c")&&(r=!0),/[oO]$/.test(a)&&i++}let s=e[i];return r?s===void 0?[pt(t)]:un(t,s,t.line,n):(s!==void 0&&!e.slice(0,i).some(a=>/^-[a-z]*s/.test(a))&&(o=!1),o&&t.stdin!==void 0?un(t,t.stdin.text,t.stdin.line,n):[Oe(t)])}function un(t,e,n,r){return/^\s*["']?\$/.test(e)?[pt(t)]:r(e,n).map(o=>({...o,assignments:{...t.assignments,...o.assignments}}))}function Ia(t,e,n){let r=e.join(" ");return r.includes("$")||r.includes("`")?[je(t.line)]:un(t,r,t.line,n)}var Ta=/[ \t\r\n;&|<>()]/,Pa=200;function La(t){let e=t.at(-1)??"";return/[?*+@!]/.test(e)||e==="="&&/^[A-Za-z_]\w*\+?=$/.test(t)}var ht=class{at=0;text;nesting;constructor(e,n=0){this.text=e,this.nesting=n}nest(e){if(this.nesting>=Pa)throw new O("it is nested too deep");this.nesting++,e(),this.nesting--}peek(){return this.text.charAt(this.at)}rest(){return this.text.slice(this.at)}match(e){let n=e.exec(this.rest())?.[0];if(n!==void 0)return this.at+=n.length,n}blanks(){this.match(/^(?:[ \t\r]|\\\r?\n)+/)}comment(){this.match(/^[^\n]*/)}word(){let e=this.at,n="";for(;this.at<this.text.length;){let r=this.peek(),o=this.text.charAt(this.at+1);if(r==="\\")o===`
`?this.at+=2:(n+=o,this.at+=2);else if(r==="'")n+=this.single();else if(r==='"')n+=this.double();else if(r==="$")n+=this.dollar();else if(r==="`")n+=this.backtick();else if((r==="<"||r===">")&&o==="("&&n===""){let i=this.at;this.at+=2,this.substitution(),n+=this.text.slice(i,this.at)}else if(r==="("&&this.at>e&&La(n))n+=this.group();else{if(Ta.test(r))break;n+=r,this.at++}}return{raw:this.text.slice(e,this.at),value:n}}single(){let e=this.text.indexOf("'",this.at+1);if(e<0)throw new O("a single quote is not closed");let n=this.text.slice(this.at+1,e);return this.at=e+1,n}double(){let e="";for(this.at++;this.at<this.text.length;){let n=this.peek();if(n==='"')return this.at++,e;n==="$"?e+=this.dollar():n==="`"?e+=this.backtick():n==="\\"?e+=this.escapedInDouble():(e+=n,this.at++)}throw new O("a double quote is not closed")}escapedInDouble(){let e=this.text.charAt(this.at+1);return this.at+=2,e===`
`?"":/["$`\\]/.test(e)?e:`\\${e}`}dollar(){let e=this.at,n=this.text.startsWith("$'",e);return this.nest(()=>this.variable(e)),n?this.text.slice(e+2,this.at-1):this.text.slice(e,this.at)}variable(e){let n=this.rest();if(n.startsWith("$((")){if(this.at++,this.arithmetic(),this.text.slice(e,this.at).includes(";"))throw new O("this is no arithmetic")}else if(n.startsWith("$("))this.at+=2,this.substitution();else if(n.startsWith("${"))this.brace();else if(n.startsWith("$'")){if(this.match(/^\$'(?:\\.|[^\\'])*'/s)===void 0)throw new O("a quote is not closed")}else this.at++}brace(){for(this.at+=2;this.at<this.text.length;){let e=this.peek();if(e==="}"){this.at++;return}this.part(e)}throw new O("a ${ is not closed")}arithmetic(){if(!this.group().endsWith("))"))throw new O("this is no arithmetic")}group(){let e=this.at,n=0;for(;this.at<this.text.length;){let r=this.peek();if(r==="("||r===")"){if(n+=r==="("?1:-1,this.at++,n===0)return this.text.slice(e,this.at)}else this.part(r)}throw new O("a parenthesis is not closed")}part(e){e==="\\"?this.at+=2:e==="'"?this.single():e==='"'?this.double():e==="$"?this.dollar():e==="`"?this.backtick():this.at++}backtick(){let e=this.at,n=this.match(/^`(?:\\.|[^\\`])*`/s);if(n===void 0)throw new O("a backtick is not closed");return this.backticks(n.slice(1,-1).replace(/\\([`$\\])/g,"$1"),e),n}};var Na=new Set(["if","then","elif","else","while","until","do","!","{","coproc"]),Da=new Set(["fi","done","esac","}"]),Ga=/^(?:&&|\|\||;;&|;;|;&|;|\|&|\||&(?!>))/,Ma=/^\d*(?:<<<|<<-?|<>|>>|>\||>&|<&|&>>|&>|<(?!\()|>(?!\())/,Ba=12;function mn(t,e){let n=[];for(let r=t.indexOf(`
`);r>=0;r=t.indexOf(`
`,r+1))n.push(r);return r=>e+se(n,o=>o<r)}function gt(t,e){if((e.depth??0)>Ba)return[je(e.lineOf(0))];let n=new hn(t,e);try{n.list("")}catch(r){if(!(r instanceof O))throw r;n.commands.push(je(e.lineOf(n.at)))}return n.commands}function mt(){return{words:[],assignments:Object.create(null),start:void 0,stdin:void 0}}var hn=class extends ht{commands=[];options;taken=0;bodyAt;constructor(e,n){super(e,n.nesting),this.options=n}list(e){this.nest(()=>this.commandList(e))}commandList(e){let n=mt(),r=[],o=()=>{this.emit(n),n=mt()};for(;;){this.blanks();let i=this.peek();if(i===""){if(o(),e!=="")throw new O("a parenthesis is not closed");return}if(i===`
`)o(),this.newline();else if(i==="#")this.comment();else if(r.at(-1)==="pattern")this.pattern(r);else if(i===")"){if(o(),this.at++,e===")")return;throw new O("a ) too many")}else i==="("?this.parenthesis(n):!this.operator(o,r)&&!this.redirection(n)&&this.commandWord(n,r)}}substitution(){this.list(")")}backticks(e,n){this.add(this.nested(e,this.options.lineOf(n)))}nested(e,n){return gt(e,{lineOf:mn(e,n),depth:(this.options.depth??0)+1,nesting:this.nesting})}emit({words:e,assignments:n,start:r,stdin:o}){if(r===void 0)return;let i={words:e,assignments:n,line:this.options.lineOf(r),...o===void 0?{}:{stdin:o}};this.add(Re(i,(s,a)=>this.nested(s,a)))}add(e){for(let n of e)this.commands.push(n)}newline(){this.at=Math.max(this.bodyAt??0,this.at+1),this.bodyAt=void 0}operator(e,n){let r=this.match(Ga);return r===void 0?!1:(e(),/^;[;&]/.test(r)&&n.length>0&&(n[n.length-1]="pattern"),!0)}parenthesis(e){if(e.words.length===1&&this.match(/^\([ \t\r\n]*\)/)!==void 0)Object.assign(e,mt());else{if(e.start!==void 0)throw new O("an unexpected (");this.rest().startsWith("((")?this.arithmetic():(this.at++,this.list(")"))}}redirection(e){let n=this.at,r=this.match(Ma)?.replace(/^\d+/,"");if(r===void 0)return!1;if(this.blanks(),r==="<<"||r==="<<-")e.stdin=this.heredoc(r==="<<-",n);else{let{value:o}=this.word();r==="<<<"&&(e.stdin={text:o,line:this.options.lineOf(n)})}return!0}heredoc(e,n){let r=this.word().value;if(this.options.heredocs!==void 0){let a=this.options.heredocs[this.taken++];if(a===void 0)throw new O("a heredoc without a body");return a}let o=this.text.indexOf(`
`,n),i=this.bodyAt??(o<0?this.text.length:o+1),s="";for(let a=i;a<this.text.length;){let l=this.text.indexOf(`
`,a),c=l<0?this.text.length:l,d=this.text.slice(a,c).replace(e?/^\t+/:/^/,"");if(a=c+1,d===r)return this.bodyAt=a,{text:s,line:this.options.lineOf(i)};s+=`${d}
`}throw new O("a heredoc does not end")}commandWord(e,n){let r=this.at,{value:o,raw:i}=this.word();if(this.at===r)throw new O(`an unexpected ${this.peek()}`);if(e.words.length===0){if(e.start===void 0&&this.keyword(i,e,n))return;let s=xe(i)&&xe(o);if(s){e.start??=r,e.assignments[s[0]]=s[1];return}}e.start??=r,e.words.push(o),i==="[["&&e.words.length===1&&this.condition(e.words)}keyword(e,n,r){if(e==="esac"&&r.pop(),Na.has(e)||Da.has(e))return!0;if(e==="for"||e==="select")this.loopHead();else if(e==="case"){if(this.blanks(),this.word(),this.gap(),this.word().raw!=="in")throw new O("case without in");r.push("pattern")}else if(e==="function")this.blanks(),this.word(),this.blanks(),this.match(/^\([ \t\r\n]*\)/);else return!1;return Object.assign(n,mt()),!0}loopHead(){if(this.blanks(),this.rest().startsWith("((")){this.arithmetic();return}if(this.word(),this.gap(),!!/^in[ \t\r\n;]/.test(this.rest()))for(this.word(),this.blanks();!/^[;\n]?$/.test(this.peek());this.blanks()){let e=this.at;if(this.word(),this.at===e)throw new O("a for that is not understood")}}pattern(e){if(/^esac(?![\w-])/.test(this.rest())){this.at+=4,e.pop();return}for(this.match(/^\(/);;){this.gap();let n=this.at;if(this.word(),this.gap(),this.match(/^\)/)!==void 0)break;if(this.match(/^\|/)===void 0||this.at===n)throw new O("a case pattern is not understood")}e[e.length-1]="body"}condition(e){for(;;){if(this.gap(),this.peek()==="")throw new O("[[ is not closed");let n=this.at,o=this.match(/^[()<>|&;!]+/)??this.word().value;if(this.at===n)throw new O("[[ is not understood");if(e.push(o),o==="]]")return}}gap(){for(this.blanks();this.peek()===`
`||this.peek()==="#";this.blanks())this.peek()==="#"?this.comment():this.newline()}};var $t=Se(t=>{let{exec:e,text:n,heredocs:r,span:o}=t,i=(l,c)=>gt(l,{lineOf:mn(l,c)});if(e!==void 0)return e.length===0?[]:Re({words:e,assignments:{},line:o.line},i);let s=Ua(t),[a]=s;return a!==void 0&&r.length===1&&ze(n)!==void 0?za(a,i):gt(n,{lineOf:l=>Ha(t,l),heredocs:s})});function Fa(t){return t.match(/\n/g)?.length??0}function Ha({breaks:t=[],span:e},n){return t[se(t,({at:r})=>r<=n)-1]?.line??e.line}function Ua({heredocs:t,span:e}){let n=e.endLine+1,r=[];for(let{body:o}of t.toReversed())n-=Fa(o)+1,r.push({text:o.replaceAll(`\r
`,`
`),line:n});return r.reverse()}function za(t,e){let n=/^#![ \t]*([^\n]*[^\s])/.exec(t.text)?.[1];if(n===void 0)return e(t.text,t.line);let r=n.split(/[ \t]+/);return Re({words:r,assignments:{},line:t.line,stdin:t},e)}var x={asks:0,runs:1,scripts:2,installs:3,compiles:4},qa=[{names:/^go$/,compiles:/^(build|install|test|run|generate)$/},{names:/^(g?make|ninja|samu|scons|bazel|([\w.]+-)*(gcc|g\+\+|cc|c\+\+|clang(\+\+)?|gfortran))$/,cost:x.compiles},{names:/^(docker-php-ext-install|dpkg-buildpackage|debuild|rpmbuild)$/,cost:x.compiles},{names:/^(cmake|meson)$/,cost:x.compiles,installs:/^(--)?install$/},{names:/^(configure|config|Configure|autogen\.sh|autoreconf|bootstrap(\.sh)?|buildconf)$/,cost:x.compiles},{names:/^(cargo|maturin|wasm-pack)$/,compiles:/^(b|build|install|test|rustc|check|clippy|doc)$/,emulated:"rustc"},{names:/^rustc$/,cost:x.compiles,emulated:"rustc"},{names:/^(javac|mvnw?|gradlew?|ant|sbt|lein|kotlinc|scalac?)$/,cost:x.compiles,emulated:"java"},{names:/^java$/,emulated:"java"},{names:/^(dotnet|msbuild)$/,compiles:/^(build|publish|test|pack|msbuild)$/,installs:/^restore$/,emulated:"dotnet"},{names:/^(ghc|cabal|stack)$/,cost:x.compiles,emulated:"ghc"},{names:/^swiftc?$/,cost:x.compiles,emulated:"swift"},{names:/^(npm|npx|yarn|pnpm|corepack|node|nodejs|node-gyp)$/,installs:/^(ci|i|add|install|rebuild|run|build)$/,emulated:"node"},{names:/^bunx?$/,installs:/^(i|add|install|run|build)$/,emulated:"bun"},{names:/^(pip|pipx|pipenv|uv|poetry|pdm|hatch|conda|mamba)$/,installs:/^(add|create|install|sync|update|wheel|build)$/,emulated:"python"},{names:/^(python|pypy)$/,installs:/^(setup\.py|-m)$/,emulated:"python"},{names:/^(gem|bundle|bundler)$/,installs:/^(install|update)$/,emulated:"ruby"},{names:/^(ruby|rake|rails)$/,emulated:"ruby"},{names:/^pecl$/,cost:x.compiles},{names:/^(composer|composer\.phar|php)$/,installs:/^(install|update|require)$/,emulated:"php"},{names:/^(mix|rebar3|erlc|elixirc?)$/,compiles:/^(compile|deps\.compile|release)$/,emulated:"erl"},{names:/^(perl|cpan|cpanm)$/,emulated:"perl"},{names:/^(R|Rscript)$/,emulated:"R"},{names:/^(opam|dune|ocaml(c|opt|find)?)$/,cost:x.compiles,emulated:"ocaml"},{names:/^(zig|nim|crystal|julia|dart|deno)$/,cost:x.compiles}],Va=/^(sh|bash|dash|ash|zsh|\.|source)$/;function ja(t){return t.slice(t.lastIndexOf("/")+1).replace(/(?<=[a-z+])-?\d+(\.\d+)*$/,"")}function Fr(t){let e=ja(t.words[0]??"");return qa.find(({names:n})=>n.test(e))}function Hr({words:[,...t]}){return t.length>0&&t.every(e=>/^(--?version|-V|-v|version|--help)$/.test(e))}function gn(t){if(t.opaque)return x.runs;let[e="",...n]=t.words;if(Hr(t))return x.asks;if(/(^|\/)find$/.test(e))return he(n).reduce((o,i)=>Math.max(o,gn({...t,words:i})),x.runs);let r=Fr(t);return r===void 0?Va.test(e)||e.includes("/")?x.scripts:x.runs:r.compiles!==void 0&&n.some(o=>r.compiles?.test(o))?n.some(o=>/@v?[\w.]+$/.test(o))?x.installs:x.compiles:r.installs!==void 0&&n.some(o=>r.installs?.test(o))?x.installs:r.cost??x.runs}function Ur(t){let e=t.flatMap(n=>Hr(n)?[]:Fr(n)?.emulated??[]);return[...new Set(e)]}var zr=new Set(`: [ [[ true false test echo printf cat cp mv rm mkdir rmdir ln ls pwd cd touch chmod chown chgrp stat du df head tail
  cut tr sort uniq wc tee sed awk grep egrep fgrep find basename dirname readlink realpath mktemp install date sleep
  sha256sum sha512sum sha1sum md5sum gpg tar gzip gunzip xz unxz bzip2 bunzip2 unzip zip zstd
  curl wget git apt-get apt apt-cache apt-mark apk dnf microdnf yum rpm dpkg dpkg-query add-apt-repository apt-key
  locale-gen update-ca-certificates update-alternatives ldconfig groupadd useradd usermod addgroup adduser groupmod
  passwd setcap getcap id whoami hostname uname env export unset set shopt exit return local readonly
  declare trap umask ulimit command type which hash wait read file ldd strip upx objdump readelf nm jq yq
  break continue shift getopts let times alias pushd popd seq expr diff cmp patch split od xxd base64 zcat xzcat rsync
  openssl ssh-keyscan ssh-keygen chpasswd localedef dpkg-reconfigure debconf-set-selections nproc getent lsb_release
  dpkg-divert dpkg-architecture gpgconf gpg1 locale
  arch getconf mknod mkfifo sync deluser delgroup a2enmod a2dismod a2ensite a2dissite tdnf zypper apt-config`.split(/\s+/).filter(t=>t!=="")),Wa=new Set(["mod","env","version","clean","fmt","help","telemetry","work","doc"]);function Ce(t){let{because:e}=qr(t)??{};return e===void 0?{yes:!1,because:"nothing in it compiles"}:{yes:!0,because:e}}function yt(t){return qr(t)?.cost??x.asks}function qr(t){return t.flatMap(e=>{let n=Ka(e);return n===void 0?[]:[{because:n,cost:gn(e)}]}).toSorted((e,n)=>n.cost-e.cost)[0]}function Ka(t){if(t.opaque)return"it could not be read to the end";let[e="",...n]=t.words,r=e.slice(e.lastIndexOf("/")+1);if(r==="."||r==="source")return/^\/etc\//.test(n[0]??"")?void 0:`it reads ${n[0]}`;let o=n.includes("source")&&n.some(s=>/^(-b|--compile|--build)$/.test(s));if(/^apt(-get)?$/.test(r)&&o)return`it runs ${r} source and builds it`;if(r==="find"){let s=he(t.words).find(([a=""])=>!zr.has(a)&&!pn(a));return s&&`it runs find -exec ${s[0]}`}if(r===""||zr.has(r))return;if(r!=="go")return`it runs ${r}`;let i=K(t)??"help";return Wa.has(i)?void 0:`it runs go ${i}`}function K({words:[t="",...e]}){return/(^|\/)go$/.test(t)?(e[0]==="-C"?e.slice(2):e).find(r=>!r.startsWith("-")):void 0}function Vr(t){return t.some(e=>K(e)==="mod"&&e.words.some(n=>Ya.has(n)))}var Ya=new Set(["download","tidy","vendor","verify"]),jr=new Set(["install","reinstall","upgrade","dist-upgrade","full-upgrade","build-dep","satisfy"]),Wr=new Set(["update","source","download"]);function wt(t){return bt(t,jr).length>0}function Kr(t){return bt(t,Wr).length>0}function Yr(t){let e=[...bt(t,jr),...bt(t,Wr)];return["apt-get","apt"].filter(n=>e.includes(n))}function bt(t,e){return t.flatMap(({words:[n="",...r]})=>/(^|\/)apt(-get)?$/.test(n)&&r.some(o=>e.has(o))?[n]:[])}function me(t,e){return[...e.chain].reverse().flatMap(n=>{let r=t.stages[n];return(r?.stage.instructions??[]).flatMap((o,i)=>P(r,i))})}function P(t,e){return t===void 0?[]:Ja(t)[e]??[]}var Ja=Se(({stage:t,scopes:e})=>t.instructions.map((n,r)=>n.keyword==="RUN"?Xa($t(n),e[r]??L.of()):[]));function Xa(t,e){let n=e;return t.map(r=>{let[o,...i]=r.words;if(o==="export"||o===void 0)for(let[s,a]of[...Qa(i),...Object.entries(r.assignments)])n=n.with(s,a);return{...r,scope:n}})}function Qa(t){return t.flatMap(e=>{let[,n,r]=/^([A-Za-z_]\w*)=(.*)$/s.exec(e)??[];return n===void 0||r===void 0?[]:[[n,r]]})}function H({assignments:t,scope:e},n){let r=C(t,n)??e.get(n);if(r===void 0||!r.includes("$"))return r;let[,o,i,s]=/^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-([^$}]*))?\})$/.exec(r)??[],a=o??i;return a===void 0||a===n?"?":e.get(a)||s||"?"}function Z(t,e){return t.replace(/\$(?:(\w+)|\{(\w+)(?::?-([^${}]*))?\})/g,(n,r,o,i)=>e.get(r??o??"")??i??n)}var Za=/^(clang(\+\+)?(-\d+)?|(gcc|g\+\+)-\d+|tcc|icc|icx)$/;function Xr(t,e){let n=[...t.flatMap(r=>[H(r,"CC"),H(r,"CXX"),r.words[0]]),...e.flatMap(({words:r})=>el(r))].map(r=>(r??"").trim().split(/\s+/)[0]??"");return[...new Set(n.map(r=>r.slice(r.lastIndexOf("/")+1)))].filter(r=>Za.test(r))}var Jr=/^\/usr\/(local\/)?bin\/(gcc|g\+\+|cc|c\+\+|cpp)$/;function el([t="",...e]){return/(^|\/)update-alternatives$/.test(t)?e.some(r=>Jr.test(r)||/^(gcc|g\+\+|cc|c\+\+)$/.test(r))?e.filter(r=>r.startsWith("/")):[]:/(^|\/)ln$/.test(t)&&Jr.test(e.at(-1)??"")?e.slice(0,-1):[]}var Qr=/^(build|install|run|test|generate|vet|list)$/;function _t(t,e){let n=t.filter(i=>i.opaque||Qr.test(K(i)??""));if(t.map(i=>H(i,"CGO_ENABLED")).some(i=>i!==void 0&&i!==""&&i!=="0"))return!1;if(t.length>0&&t.every(({scope:i})=>i.get("CGO_ENABLED")==="0"))return!0;let o=n.length>0&&!n.some(({opaque:i})=>i);return o&&n.every(i=>H(i,"CGO_ENABLED")==="0")?!0:o&&e.withoutC&&!t.some(nl)}function Zr(t,e){return t.filter(r=>Ce([r]).yes).every(r=>{let o=K(r)??"";return Qr.test(o)&&o!=="generate"&&(e||H(r,"CGO_ENABLED")==="0")})}var tl=new Set(`git make bash curl wget ca-certificates tzdata openssl openssh openssh-client jq tar unzip zip gzip xz upx file
  findutils coreutils grep sed gawk patch rsync nodejs npm yarn protobuf protoc mailcap tini su-exec shadow sudo
  ca-certificates-bundle mercurial subversion libcap busybox-extras gnupg ncurses less vim tree`.split(/\s+/).filter(t=>t!==""));function nl({words:t,opaque:e}){if(e)return!0;let[n="",...r]=t;return!/(^|\/)apk$/.test(n)||!r.includes("add")?!1:r.filter(i=>i!=="add"&&!i.startsWith("-")&&!i.startsWith(".")).some(i=>!tl.has(i.replace(/[=~<>@].*/,"")))}function ro(t,e){let n=t.filter(({platform:o})=>!re(o,e.platform)),r=new Map(n.map(o=>[o,new Set(o.needed)]));return[...new Set(n.flatMap(o=>o.needed))].sort((o,i)=>o-i).flatMap(o=>(e.stages[o]?.stage.instructions??[]).flatMap(({keyword:i,span:s},a)=>{if(i!=="RUN")return[];let l=eo(e.stages[o],a),c=n.filter(d=>r.get(d)?.has(o)&&rl(l,eo(d.stages[o],a)));return c.length===0?[]:[ol(s.line,l,c,e)]}))}function rl(t,e){return t==="1"&&e==="0"||e==="computed"||e==="both"}function ol(t,e,n,r){let o=n.map(({platform:s})=>b(s)).join(", "),i="write CGO_ENABLED=1 where all of them need C";return e==="1"?`line ${t} leaves C out (CGO_ENABLED=0) for ${o}, though not for ${b(r.platform)}: the programs differ; ${i}`:`line ${t} decides by a condition whether Go uses C, which may leave it out for ${o}: the programs then differ; ${i}`}function eo(t,e){let n=t?.stage.instructions[e];if(n===void 0)return;let r=new Set(P(t,e).flatMap(sl));if(r.has("computed"))return"computed";if(r.size<2)return[...r][0];let o=k(n);return/\b(if|case)\s/.test(o)&&il.test(o)?"both":void 0}var il=/TARGET(PLATFORM|ARCH|OS|VARIANT)|BUILD(PLATFORM|ARCH)|\buname\b|print-architecture/;function sl({words:[t,...e],assignments:n,scope:r}){let o=t==="export"?e.filter(s=>s.startsWith("CGO_ENABLED=")):[];return[n.CGO_ENABLED,...o.map(s=>s.slice(12))].flatMap(s=>s===void 0||s===""?[]:/^[01]$/.test(s)?[s]:/^(\$\(|`)/.test(s)?[cl(s,r)]:[])}var al=200,vt=`(?:echo|printf)\\s+(?:-n\\s+)?["']?([01])["']?`,to="(?:\\[\\[?|test)\\s+(.+?)\\s*\\]{0,2}",ll=[new RegExp(`^\\s*${to}\\s*&&\\s*${vt}\\s*\\|\\|\\s*${vt}\\s*$`),new RegExp(`^\\s*if\\s+${to}\\s*;\\s*then\\s+${vt}\\s*;\\s*else\\s+${vt}\\s*;?\\s*fi\\s*$`)];function cl(t,e){let n=t.replace(/^\$\(|^`|[)`]$/g,"");if(n.length>al)return"computed";let[,r="",o,i]=ll.map(a=>a.exec(n)).find(a=>a!==null)??[],s=dl(r,e);return s===void 0?"computed":s?o:i}function dl(t,e){let[,n,r="",o,i=""]=/^(!\s+)?(\S+)\s+(==?|!=)\s+(\S+)$/.exec(t)??[],[s,a]=[no(r,e),no(i,e)];if(!(o===void 0||s===void 0||a===void 0))return s===a==(o!=="!=")==(n===void 0)}var ul=/^(TARGET|BUILD)(PLATFORM|OS|ARCH|VARIANT)$/;function no(t,e){let n=!0,r=t.replace(/["']/g,"").replace(/\$(?:(\w+)|\{(\w+)\})/g,(o,i,s)=>{let a=i??s??"",l=e.get(a)??(ul.test(a)?"":void 0);return l===void 0&&(n=!1),l??""});return n&&!/[$`*?]/.test(r)?r:void 0}function We(t,e){let n=fl(t,e),r=n.map(l=>l.text).join(""),o=pl(t,n),i=$n(t).length;return{text:r,lineMap:l=>o[l-1]??{line:i},rewrittenLine:l=>{let c=o.findIndex(d=>"line"in d&&d.line>=l);return c<0?o.length:c+1}}}function fl(t,e){let n=t.includes(`\r
`),r=[],o=0;for(let{at:i,remove:s=0,insert:a,verbatim:l}of e.toSorted((c,d)=>c.at-d.at)){if(i<o||s<0||i+s>t.length)throw new RangeError(`the edit at ${i} overlaps another or lies outside the text`);r.push({text:t.slice(o,i),from:o}),r.push({text:n&&l===void 0?a.replace(/\r?\n/g,`\r
`):a}),o=i+s}return r.push({text:t.slice(o),from:o}),r.filter(({text:i})=>i!=="")}function $n(t){return t.match(/[^\n]*\n|[^\n]+$/g)??[]}function pl(t,e){let n=hl(t),r=[],o,i=0,s=l=>{let c=o??l;c===void 0||o===void 0&&c<=i?r.push({inserted:!0,after:i}):(r.push({line:c}),i=c),o=void 0},a=!1;for(let{text:l,from:c}of e)for(let d=0;d<l.length;d++){let u=c===void 0?void 0:ml(n,c+d);a=l[d]!==`
`,a?l[d]!=="\r"&&(o??=u):s(u)}return a&&s(void 0),r}function hl(t){let e=[0];for(let n=t.indexOf(`
`);n>=0;n=t.indexOf(`
`,n+1))e.push(n+1);return e}function ml(t,e){let n=0,r=t.length;for(;r-n>1;){let o=n+r>>1;(t[o]??0)<=e?n=o:r=o}return n+1}function oo(t,e,n,r=3){let o=gl(t,e),i=$l(o,r);return i.length===0?"":[`--- a/${n}
`,`+++ b/${n}
`,...i].join("")}function gl(t,e){let n=We(t,e),r=$n(t),o=[],i=1,s=[],a=c=>{for(;i<c;i++)o.push({sign:"-",text:r[i-1]??""})},l=()=>{o.push(...s),s=[]};return $n(n.text).forEach((c,d)=>{let u=n.lineMap(d+1),f="line"in u?u.line:void 0;if(f!==void 0&&a(f),f!==void 0&&f===i&&r[f-1]===c){l(),o.push({sign:" ",text:c}),i++;return}f!==void 0&&a(f+1),s.push({sign:"+",text:c})}),a(r.length+1),l(),o}function $l(t,e){let n=[];for(let r=0;r<t.length;){let o=t.findIndex(({sign:l},c)=>c>=r&&l!==" ");if(o<0)break;let i=o;for(let l=o;l<t.length&&l-i<=2*e;l++)t[l]?.sign!==" "&&(i=l);let s=Math.max(r,o-e),a=Math.min(t.length,i+e+1);n.push(bl(t,s,a)),r=a}return n}function bl(t,e,n){let r=(l,c)=>l.filter(d=>d.sign===" "||d.sign===c).length,o=t.slice(0,e),i=t.slice(e,n),s=l=>{let c=r(i,l),d=r(o,l)+(c===0?0:1);return c===1?`${d}`:`${d},${c}`},a=i.map(({sign:l,text:c})=>`${l}${c.endsWith(`
`)?c:`${c}
\\ No newline at end of file
`}`);return`@@ -${s("-")} +${s("+")} @@
${a.join("")}`}function io({text:t,stages:e}){return e.every(({from:n})=>t.startsWith("from",n.span.start))}function St(t,e){if(!io(t))return e;let{stages:n}=W(e),r=n.flatMap(({from:s,instructions:a})=>[s,...a].map(({keyword:l,span:c})=>({at:c.start,word:l}))),o=n.map(({from:s})=>({at:e.lastIndexOf(" AS ",s.span.end)+1,word:"AS"})),i=[...r,...o].map(({at:s,word:a})=>({at:s,remove:a.length,insert:a.toLowerCase()}));return We(e,i).text}function so(t,e){return io(t)?e.replace(/^(ARG|RUN|ENV) /gm,n=>n.toLowerCase()):e}function ee(t,e,{crossSince:n={debian:9,ubuntu:"14.04"},...r}){let o=e.replace("_","-");return{arch:t,triple:e,multiarch:e,gcc:`gcc-${o}`,gxx:`g++-${o}`,crossSince:n,...r}}function V(t,e,{data:n="little",never:r=0}={}){return{class:t,data:n,machine:e,never:r}}var yl=ee("amd64","x86_64-linux-gnu",{debianSince:4,ubuntuSince:"6.06",crossSince:{debian:10,ubuntu:"18.04"}}),ao=ee("armel","arm-linux-gnueabi",{debianSince:5,debianUntil:13}),wl=[...["","v2","v3","v4"].map(t=>({platform:`linux/amd64${t===""?"":`/${t}`}`,debian:yl,alpine:{arch:"x86_64",triple:"x86_64-alpine-linux-musl"},go:{GOARCH:"amd64",GOAMD64:t===""?"v1":t},qemu:"qemu-x86_64",machine:"x86_64",elf:V(64,62),cflags:t===""?[]:[`-march=x86-64-${t}`]})),{platform:"linux/386",debian:ee("i386","i686-linux-gnu",{multiarch:"i386-linux-gnu",debianSince:2,ubuntuSince:"6.06",ubuntuUntil:"18.04",crossSince:{debian:10,ubuntu:"18.04"}}),alpine:{arch:"x86",triple:"i586-alpine-linux-musl"},go:{GOARCH:"386"},qemu:"qemu-i386",machine:"i686",elf:V(32,3),cflags:[]},{platform:"linux/arm64",debian:ee("arm64","aarch64-linux-gnu",{debianSince:8,ubuntuSince:"14.04"}),alpine:{arch:"aarch64",triple:"aarch64-alpine-linux-musl"},go:{GOARCH:"arm64"},qemu:"qemu-aarch64",machine:"aarch64",elf:V(64,183),cflags:[]},{platform:"linux/arm/v7",debian:ee("armhf","arm-linux-gnueabihf",{debianSince:7,ubuntuSince:"12.04"}),alpine:{arch:"armv7",triple:"armv7-alpine-linux-musleabihf"},go:{GOARCH:"arm",GOARM:"7"},qemu:"qemu-arm",machine:"armv7l",elf:V(32,40,{never:512}),cflags:["-march=armv7-a","-mfpu=vfpv3-d16"]},{platform:"linux/arm/v6",debian:ao,alpine:{arch:"armhf",triple:"armv6-alpine-linux-musleabihf"},go:{GOARCH:"arm",GOARM:"6"},qemu:"qemu-arm",machine:"armv6l",elf:V(32,40),cflags:["-march=armv6"]},{platform:"linux/arm/v5",debian:ao,go:{GOARCH:"arm",GOARM:"5"},qemu:"qemu-arm",machine:"armv5tel",elf:V(32,40,{never:1024}),cflags:["-march=armv5t"]},{platform:"linux/ppc64le",debian:ee("ppc64el","powerpc64le-linux-gnu",{debianSince:8,ubuntuSince:"14.04"}),alpine:{arch:"ppc64le",triple:"powerpc64le-alpine-linux-musl"},go:{GOARCH:"ppc64le"},qemu:"qemu-ppc64le",machine:"ppc64le",elf:V(64,21),cflags:[]},{platform:"linux/s390x",debian:ee("s390x","s390x-linux-gnu",{debianSince:7,ubuntuSince:"16.04",crossSince:{debian:9,ubuntu:"16.04"}}),alpine:{arch:"s390x",triple:"s390x-alpine-linux-musl"},go:{GOARCH:"s390x"},qemu:"qemu-s390x",machine:"s390x",elf:V(64,22,{data:"big"}),cflags:[]},{platform:"linux/riscv64",debian:ee("riscv64","riscv64-linux-gnu",{debianSince:13,ubuntuSince:"20.04",crossSince:{debian:10,ubuntu:"18.04"}}),alpine:{arch:"riscv64",triple:"riscv64-alpine-linux-musl",since:"3.20"},go:{GOARCH:"riscv64"},qemu:"qemu-riscv64",machine:"riscv64",elf:V(64,243),cflags:[]},{platform:"linux/mips64le",debian:ee("mips64el","mips64el-linux-gnuabi64",{debianSince:9,debianUntil:12,crossSince:{debian:9,ubuntu:"18.04"}}),go:{GOARCH:"mips64le",GOMIPS64:"hardfloat"},qemu:"qemu-mips64el",machine:"mips64",elf:V(64,8),cflags:[]},{platform:"linux/mips64",go:{GOARCH:"mips64",GOMIPS64:"hardfloat"},qemu:"qemu-mips64",machine:"mips64",elf:V(64,8,{data:"big"}),cflags:[]},{platform:"linux/loong64",debian:ee("loong64","loongarch64-linux-gnu",{crossSince:{debian:13,ubuntu:"24.04"}}),alpine:{arch:"loongarch64",triple:"loongarch64-alpine-linux-musl",since:"3.21"},go:{GOARCH:"loong64"},qemu:"qemu-loongarch64",machine:"loongarch64",elf:V(64,258),cflags:[]}],_l=new Map(wl.map(t=>[t.platform,t]));function te(t){let{os:e,architecture:n,variant:r}=Ne(t);return _l.get(r===""?`${e}/${n}`:`${e}/${n}/${r}`)}var lo=`# apt-get or apt, found before the image's own. Lines before this one set name, and version, that of the native APT, or nothing.
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
`;var co=`# Read by toolchain.sh: makes /crossbuild/tree/apt, native tools for the parts of a package installation that burn time.
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
  perl -e '
    my ($file, $own) = (shift, shift);
    open my $f, "<:raw", $file or die;
    my $elf = do { local $/; <$f> };
    my $one = () = $elf =~ /\\0\\Q$own\\E\\0/g;
    exit if $one != 1;
    for my $name (grep { length $_ <= length $own && $_ ne $own } @ARGV) {
      my $fill = "\\0" x (length($own) - length $name);
      (my $other = $elf) =~ s/\\0\\Q$own\\E\\0/\\0$name$fill\\0/;
      $other =~ s/ \\(\\Q$own\\E\\)\\0/ ($name)$fill\\0/;
      mkdir "'"$tree"'/apt/as/$name";
      open my $to, ">:raw", "'"$tree"'/apt/as/$name/dpkg" or die;
      print $to $other;
      close $to or die;
      chmod 0755, "'"$tree"'/apt/as/$name/dpkg";
    }' "$tree/apt/front/dpkg" "$@"
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
`;var uo=`# The linker of the tree: collect2 runs it instead of ld, with -fuse-ld= kept in the arguments.
# \`triple\` and \`version\` are set by the lines before. Only builtins: any other program of the root file system is emulated.
# It links with the native ld where that gives what the target's ld gives, and runs the target's where it may not.

here=/.crossbuild/gcc/$triple/$version

# the linker that was asked for; a response file is opened only when it asks
flavour=
for a; do
  case $a in
    -fuse-ld=*) flavour=.\${a#-fuse-ld=} ;;
    @*) while IFS= read -r line; do case $line in -fuse-ld=*) flavour=.\${line#-fuse-ld=} ;; esac; done 2>/dev/null <"\${a#@}" ;;
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
      @*) while IFS= read a; do case $a in -fuse-ld=*) ;; *) set -- "$@" "$a" ;; esac; done <"\${a#@}" ;;
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
      include) for file in $more; do case $file in /*) ;; *) file=/etc/$file ;; esac; [ ! -f "$file" ] || conf <"$file"; done ;;
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
`;var fo=`# Read by toolchain.sh: cc1 and cc1plus of Debian's cross compiler of the same major version, in the place where the driver of
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
`;var po=`# A donor's cc1 or cc1plus in place of the target's. \`name\`, \`own\` (the target's folder of subprograms) and \`here\` are set by the
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
while read -r flag; do case " $* " in *" $flag"*) theirs "$@" ;; esac; done <"$here/left"

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
`;var ho=`# gcc and g++ as the native \`go\` command finds them. The driver stays the target's, emulated: it is asked once for each set of
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
  LC_ALL=C "/usr/bin/$program" '-###' "$@" 2>&1 | while IFS= read -r line; do case $line in ' '*) printf '%s\\n' "$line" ;; esac; done
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
`;var mo=`#!/bin/sh
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
`;var go=`# The \`go\` command of the build machine, told to build for the target. A line before this one sets arch, level, default and root.
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
`;var $o=`#!/bin/sh
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
`;var bo=`# Read by the scripts that fetch packages, with \`work\` set. The indexes lie in there, so that none is left in the stage.

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
`;var yo=`#!/bin/sh
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
`;var wo=`# Read by the scripts that move programs of the build machine into a tree.

relocate() { # FOLDER, and FILE\u2026 or the loader and MACHINE/: programs look for their loader in FOLDER, and that for libraries in FOLDER/lib; same lengths, so nothing else moves
  perl -e '
    my $home = shift;
    my $machine = $ARGV[-1] =~ m{^([^/]+)/$} ? $1 : undef;
    pop @ARGV if defined $machine;
    my $put = sub { my ($old, $new, $fill) = @_; length $new <= length $old or die "no room\\n"; $new . $fill x (length($old) - length $new) };
    for my $file (@ARGV) {
      open my $f, "+<:raw", $file or die;
      my $elf = do { local $/; <$f> };
      if (defined $machine) {
        # the longer one first: it holds the other; and the cache is the target'"'"'s
        for my $dir ("/usr/lib/$machine/", "/lib/$machine/") { $elf =~ s{\\Q$dir\\E}{$put->($dir, "$home/lib/", "/")}ge or die "no $dir\\n" }
        $elf =~ s{(/etc/ld\\.so\\.cache)\\0}{$put->($1, "/.crossbuild/no", "\\0") . "\\0"}e or die "no cache\\n";
      } else {
        $elf =~ s{(/lib[0-9]*/ld[-a-z0-9_.]*\\.so\\.[0-9])\\0}{$put->($1, "$home/ld.so", "\\0") . "\\0"}e or die "no loader\\n";
      }
      seek $f, 0, 0;
      print $f $elf;
      close $f or die;
    }' "$@"
}
`;var _o=`# Read by probe.sh and gate.sh: what shows whether two compilers are one. Runs the driver that is on the PATH.
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
  { gcc -xc -O0 -E -dM - </dev/null | sort; echo; gcc -xassembler-with-cpp -E -dM - </dev/null | sort; } >"$1/macros-O0" 2>&1
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
`;var vo=`#!/bin/sh
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
  rm -rf "$tree/gcc" "$tree/lib" "$tree/libexec" "$tree/path" "$work"
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

search() { # makes a cross cc1 look for headers where the target's own cc1 does, by its table of directories (gcc's cppdefault.cc)
  perl -e '
    my ($file, $t, $m, $v) = @ARGV;
    open my $f, "+<:raw", $file or die; my $elf = do { local $/; <$f> };
    unpack("x4 C C", $elf) == 2 && unpack("x5 C", $elf) == 1 or die "not 64 bits, little endian\\n";
    my ($at, $size, $count) = unpack("x32 Q< x14 S< S<", $elf);
    my @loads = map { [unpack("x8 Q< Q< x8 Q<", $_)] } grep { unpack("L<", $_) == 1 } map { substr($elf, $at + $size * $_, $size) } 0 .. $count - 1;
    sub offset { my $p = shift; for (@loads) { return $p - $_->[1] + $_->[0] if $p >= $_->[1] && $p < $_->[1] + $_->[2] } -1 }
    sub address { my $o = shift; for (@loads) { return $o - $_->[0] + $_->[1] if $o >= $_->[0] && $o < $_->[0] + $_->[2] } 0 }
    sub text { my $o = offset(shift); $o < 0 ? "" : substr($elf, $o, index($elf, "\\0", $o) - $o) }
    my $home = "/usr/lib/gcc-cross/$t/$v";
    my $first = index($elf, "\\0$home/../../../../$t/include/c++/$v\\0") + 1 or die "no directory for C++\\n";
    my $start = index($elf, pack("Q<", address($first)));
    $start > 0 or die "no table\\n";
    # rows: name, component, C++, extern C, sysroot, multilib
    my @rows;
    for (my $o = $start; ; $o += 24) { my @row = unpack("Q< Q< C4 a4", substr($elf, $o, 24)); last unless $row[0]; push @rows, \\@row; @rows < 20 or die "no end\\n" }
    # a cross cc1 has no /usr/local/include of its own; the place comes from the row of /usr/<triple>/include, which a script minds
    my ($local) = grep { text($rows[$_][0]) eq "/usr/local/include" } 0 .. $#rows;
    my ($spare) = grep { text($rows[$_][0]) eq "$home/../../../../$t/include" } 0 .. $#rows;
    defined $local && defined $spare && $spare > $local or die "another table\\n";
    if (1 == grep { text($_->[0]) eq "/usr/local/include" } @rows) {
      $rows[$local][5] == 2 or die "another table\\n";
      splice @rows, $spare, 1;
      my @row = @{$rows[$local]}; $row[5] = 0;
      splice @rows, $local + 1, 0, \\@row;
    }
    # Arm has one library directory, named "."; the target cc1 resolves such a path, ours would show it
    $t !~ /^arm-/ or $_->[5] != 1 or $_->[5] = 0 for @rows;
    my %done;
    for (@rows) {
      my $old = text($_->[0]); next if $old !~ m{^\\Q$home\\E/} || $done{$_->[0]}++;
      (my $new = $old) =~ s{^\\Q$home\\E/}{/usr/lib/gcc/$t/$v/};
      $new =~ s{^.*/\\Q$t\\E/include/c\\+\\+/\\Q$v\\E/\\Q$t\\E$}{/usr/include/$m/c++/$v} or $new =~ s{^.*/\\Q$t\\E/((?:include|libc\\+\\+_include)/c\\+\\+/)}{/usr/$1};
      length $new <= length $old or die "search path grew\\n";
      substr($elf, offset($_->[0]), length $old) = $new . "\\0" x (length($old) - length $new);
    }
    substr($elf, $start, 24 * @rows) = join "", map { pack("Q< Q< C4 a4", @$_) } @rows;
    seek $f, 0, 0; print $f $elf; close $f or die' "$1" "$triple" "$multiarch" "$version"
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
`;var N="crossbuild-",Ye=`${N}kit`,xt={id:"crossbuild-compiler-path",env:"COMPILER_PATH",value:"/.crossbuild/gcc"},ko={id:"crossbuild-apt-config",env:"APT_CONFIG",value:"/.crossbuild/apt/apt.conf"},xo=[xt,ko],Ke={source:"/crossbuild/tree",target:"/.crossbuild"},Dl={source:"/crossbuild/go-tool",target:"/usr/local/go/pkg/tool"};function Gl(t){return`--mount=type=bind,from=${t},source=${Ke.source},target=${Ke.target}`}function Ml({id:t,env:e}){return`--mount=type=secret,id=${t},env=${e}`}function Oo(t,{compiles:e=!1,installs:n=!1,frontEnds:r=[],environment:o="secret"}){let i=[...e?[xt]:[],...n?[ko]:[]];return i.length===0?[]:[Gl(t),...o==="secret"?i.map(Ml):[],...r.map(s=>Bl(t,s))]}function Bl(t,e){return`--mount=type=bind,from=${t},source=${Ke.source}/apt/path/${e},target=/usr/local/sbin/${e}`}var So="/usr/local/go";function Ro(t,{goroot:e=So,command:n=!1}={}){let r=(o,i)=>`--mount=type=bind,from=${t},source=${o},target=${i}`;return[r(Dl.source,`${e}/pkg/tool`),...n&&e===So?[r("/crossbuild/go","/.crossbuild-go"),r("/crossbuild/go/path/go",`${e}/bin/go`),r("/crossbuild/go/own/go",`${e}/bin/.crossbuild-own`)]:[]]}function Fl(){return be.flatMap(t=>{let e=pe(t),n="platform"in e?te(e.platform)?.debian:void 0;return n===void 0?[]:[`${t.replace("linux/","")} ${n.triple} ${n.multiarch} ${n.gcc} ${n.gxx}`]}).join(`
`)}function Hl(t,e){let n=Object.keys(e),r=Object.entries(e).map(([o,i])=>`${i.trimEnd()}
${o}`);return[`COPY ${n.map(o=>`<<'${o}'`).join(" ")} ${t}/`,...r].join(`
`)}function Ul(t){let e=new Map;for(let[n,r]of Object.entries(t)){let o=n.lastIndexOf("/");e.set(n.slice(0,o),{...e.get(n.slice(0,o)),[n.slice(o+1)]:r})}return[...e].map(([n,r])=>Hl(n,r))}var bn={"/targets":Fl(),"/toolchain.sh":vo,"/indexes.sh":bo,"/apt-methods.sh":co,"/apt-front.sh":lo,"/relocate.sh":wo,"/collect-ld.sh":uo,"/driver.sh":ho,"/go-tools.sh":$o,"/go-command.sh":go},Co={"/probe.sh":yo,"/sample.sh":_o,"/donor.sh":fo,"/donor-cc1.sh":po,"/gate.sh":mo},yn="debian:stable-slim";function Eo({accelerate:t,settings:e={},files:n=bn}={}){let r=["BUILDARCH","TARGETPLATFORM","TARGETOS","TARGETARCH","TARGETVARIANT"],o={...t===void 0?{}:{ACCELERATE:t.join(",")},...e};return[`FROM scratch AS ${Ye}`,...Ul(n),...r.map(i=>`ARG ${i}`),"COPY <<target /",...r.map(i=>`${i}=$${i}`),...Object.entries(o).map(([i,s])=>`${i}=${s}`),"target",""].join(`
`)}function kt({name:t,base:e,platform:n="$BUILDPLATFORM"},[r,...o],i=[]){let s=JSON.stringify(["/bin/sh",`/.crossbuild-kit/${r}`,...o]);return[`FROM --platform=${n} ${e} AS ${t}`,"USER 0",`RUN ${[`--mount=type=bind,from=${Ye},target=/.crossbuild-kit`,...i].join(" ")} ${s}`,""].join(`
`)}function Ao(t,{installs:e=!0}={}){return kt(t,["toolchain.sh",...e?[]:["compilers"]])}function Io({name:t,base:e,image:n=yn}){let r=t.slice(N.length),o=`${N}probe-${r}`,i=`${N}donor-${r}`,s=(l,c,d)=>`--mount=type=bind,from=${l},source=${c},target=${d}`,a=(l,c,...d)=>`RUN ${[`--mount=type=bind,from=${Ye},target=/.crossbuild-kit`,...c].join(" ")} ${JSON.stringify(["/bin/sh",`/.crossbuild-kit/${l}`,...d])}`;return[`FROM ${e} AS ${o}`,"USER 0",a("probe.sh",[]),`FROM --platform=$BUILDPLATFORM ${n} AS ${i}`,a("toolchain.sh",[s(o,"/crossbuild/probe","/.crossbuild-probe")],"donor"),`FROM ${o} AS ${t}`,a("gate.sh",[s(i,Ke.source,Ke.target)]),""].join(`
`)}function To(t){return kt(t,["toolchain.sh","apt"])}function Po({install:t,...e}){if(t!==void 0)return kt(e,["go-tools.sh",...t.with==="archive"?[]:[t.with,t.package]]);let n=`${N}own-${e.name.slice(N.length)}`,r=`--mount=type=bind,from=${n},target=/.crossbuild-own`;return`FROM ${e.base} AS ${n}
${kt(e,["go-tools.sh"],[r])}`}var Je=t=>new Set(t.split(/\s+/)),zl={debian:Je("golang debian buildpack-deps gcc python node rust ruby php perl postgres redis nginx httpd memcached haproxy elixir erlang haskell julia r-base pypy mono drupal wordpress mongo influxdb"),ubuntu:Je("ubuntu eclipse-temurin maven gradle swift mariadb sapmachine ibmjava neo4j"),alpine:Je("alpine caddy traefik registry docker"),rhel:Je("fedora rockylinux almalinux oraclelinux amazonlinux amazoncorretto mysql openjdk"),other:Je("busybox hello-world archlinux photon bash")},ql=/^(debian|ubuntu|alpine|nginx|httpd|haproxy|redis|memcached|postgres|mysql|mariadb|mongo|influxdb|caddy|traefik|eclipse-temurin|amazoncorretto|maven|gradle)$/,Vl=/^(python|node|ruby|perl)$/,Lo="stretch|buster|bullseye|bookworm|trixie|forky|sid",No="bionic|focal|jammy|noble|questing|resolute";function jl(t){let e=t.replace(/@sha\d+:[0-9a-f]+$/,""),n=e.lastIndexOf(":"),r=n>e.lastIndexOf("/"),o=(r?e.slice(0,n):e).split("/"),i=o.at(-1)??"",s=o[0]??"",a=o.length>1&&(/[.:]/.test(s)||s==="localhost")?s:"",l=o.slice(a===""?0:1,-1),d=(l.length===0?!Wl.test(a):l.at(-1)==="library")?Object.entries(zl).find(([,u])=>u.has(i))?.[0]:void 0;return{host:a,folder:l,name:i,tag:r?e.slice(n+1):"",digest:e!==t,...d===void 0?{}:{official:d}}}var Wl=/^(cgr\.dev|registry\.access\.redhat\.com|registry\.redhat\.io|registry\.suse\.com|mcr\.microsoft\.com)$/;function Ee(t,e){let n=jl(t),r=Jl(n),o=Xl(n,r),i=Ql(n,e),s=e?.user??"";return{reference:t,family:r,...o===void 0?{}:{release:o},...i===void 0?{}:{goRoot:i},withoutC:n.official==="debian"&&n.name==="golang"&&r==="alpine"&&Yl(n.tag),withoutCompilers:n.official!==void 0&&(ql.test(n.name)||Vl.test(n.name)&&/(^|-)slim(-|$)/.test(n.tag))&&(n.host===""||n.folder.at(-1)==="library"),windows:Kl(n,e),twin:Zl(t,n.official!==void 0,e),.../^(root|0)?(:.*)?$/.test(s)?{}:{user:s},onbuild:(e?.onbuild.length??0)>0||/(^|-)onbuild(-|$)/.test(n.tag)}}var wn=/windowsservercore|nanoserver|(^|-)(windows|ltsc20\d\d)(-|$)/;function Kl({host:t,folder:e,name:n,tag:r},o){if(o!==void 0&&o.platforms.length>0)return o.platforms.every(({os:a})=>a==="windows");let i=[...e,n].join("/");return t==="mcr.microsoft.com"&&/^(windows(-cssc)?|dotnet\/framework|powershell\/windows)(\/|$)/.test(i)||/^microsoft\/(windowsservercore|nanoserver)$/.test(i)||wn.test(r)}function Do({reference:t,family:e}){return/^(debian|ubuntu)$/.test(e)&&/(^|\/)(debian|ubuntu|buildpack-deps)(:|@|$)/.test(t)}function Yl(t){let e=/^(\d+)(?:\.(\d+))?/.exec(t);return e===null?!0:Number(e[1])>1||e[2]===void 0||Number(e[2])>=20}function Jl({host:t,folder:e,name:n,tag:r,digest:o,official:i}){return t==="cgr.dev"||e[0]==="chainguard"||/wolfi/.test(n)?"wolfi":wn.test(r)?"other":n==="alpine"||/alpine/.test(r)?"alpine":n==="ubuntu"||new RegExp(`(^|-)(${No}|ubuntu)`).test(r)?"ubuntu":n==="debian"||new RegExp(`(^|-)(${Lo})`).test(r)?"debian":/(^|-)(azurelinux|mariner|cbl-mariner|al20\d\d|ubi\d+|fedora|oracle|oraclelinux\d*|ol\d+)/.test(r)||/^(centos|ubi\d*(-.*)?|go-toolset|azurelinux)$/.test(n)||/^(ubi\d+|centos)$/.test(e.at(-1)??"")?"rhel":i!==void 0&&!(o&&r===""&&i==="debian")?i:"other"}function Xl({name:t,tag:e},n){let r=new RegExp(`(?:^|-)(${Lo}|${No})(?:-|$)`).exec(e)?.[1];if(r!==void 0)return r;if(n==="ubuntu")return(t==="ubuntu"?/^\d\d\.\d\d/:/\d\d\.\d\d/).exec(e)?.[0];if(t==="debian")return/^\d+(?=\.|-|$)/.exec(e)?.[0];if(n==="alpine")return(t==="alpine"?/^(\d+\.\d+)/:/alpine(\d+\.\d+)/).exec(e)?.[1]}function Ql({host:t,folder:e,name:n,tag:r,official:o},i){if(wn.test(r)||t==="registry.suse.com")return;if(i!==void 0){let a=i.env.PATH?.split(":").includes("/usr/local/go/bin")??!1;return i.env.GOLANG_VERSION!==void 0&&a?"/usr/local/go":void 0}if(n!=="golang")return;let s=t==="mcr.microsoft.com"&&e.join("/").startsWith("oss/go");return o!==void 0||s?"/usr/local/go":void 0}function Zl(t,e,n){return n!==void 0?n.platforms.length>1?{known:!0,because:`${t} is published for ${n.platforms.length} platforms`}:{known:!1,because:`${t} is published for one platform only, so there is no native twin of it to take compilers from`}:e?{known:!0,because:`${t} is a Docker official image`}:{known:!1,because:`${t} could not be looked at, so it is not known whether a native twin of it exists`}}var Go={alpine:"Alpine",wolfi:"Wolfi",rhel:"a distribution with RPM packages"};function Ot(t){return Object.hasOwn(Go,t.family)}var Mo=`they come from ${yn} and are used if they compile a sample as the base's own do, else C stays emulated`,ec=/\b(apk|dnf|microdnf|tdnf|yum)\b/,tc=/\bdocker-php-ext-install\b|\bPHPIZE_DEPS\b/,nc=/(^|[\s"'])(gcc|g\+\+|gcc-c\+\+|go|golang|build-base|alpine-sdk|@?"?development[ -]tools"?)([\s"'=@;&<>~]|$)/i,rc=/gcc|toolset|build|devel|sdk|(^|\/)rust(:|@|$)/;function Bo({platform:t,stages:e},n,r){return te(t)?.debian===void 0?`Debian has no compiler for ${b(t)}`:n.chain.flatMap(i=>e[i]?.stage.instructions??[]).filter(({keyword:i})=>i==="RUN").map(k).some(i=>tc.test(i)||ec.test(i)&&nc.test(i))||rc.test(r.reference)?void 0:`no step of it is seen to install a C compiler, and ${Go[r.family]} has none by itself`}var oc=/^\/?((usr\/)?(lib(x?32|64)?|bin|sbin|libexec)|usr(\/local)?|usr\/local\/(lib(64)?|go)|etc|var|opt|nix)(\/|$)/,ic=/^\/?(usr(\/local)?|etc|var|opt)\/?$/,sc=/^\/?etc\/ld\.so/,ac=/^\/?usr\/(src|share\/(zoneinfo|ca-certificates)|local\/go\/(lib|misc|src))(\/|$)/;function Ae(t){return/^\/?(\.\/?)*$/.test(t)||t.startsWith("$")||ic.test(t)||sc.test(t)||/^\/?(usr\/(local\/)?)?[^/]*[*?[]/.test(t)?!0:oc.test(t)&&!ac.test(t)&&!/^\/?(usr\/local|etc|var|opt)\/(?!(lib(64)?|go)(\/|$))/.test(t)}var _n=t=>t.startsWith("-"),Xe=t=>t.filter(e=>!_n(e));function Qe({words:[t="",...e]}){let n=t.slice(t.lastIndexOf("/")+1);switch(n){case"cp":case"mv":case"ln":case"install":case"rsync":return n==="install"&&e.some(r=>/^(-[a-zA-Z]*d|--directory)$/.test(r))?void 0:lc(e);case"tar":case"bsdtar":return e.some((r,o)=>r==="--create"||(o===0?/^-?\w*c\w*$/:/^-\w*c\w*$/).test(r))?{sources:e.flatMap(r=>_n(r)?[r.split("=")[1]??/^-C(.+)$/.exec(r)?.[1]??[]].flat():[r])}:void 0;case"cat":case"zip":return{sources:Xe(e)};case"dd":return{sources:e.filter(r=>r.startsWith("if=")).map(r=>r.slice(3))};case"find":{let r=e.findIndex(s=>/^-(exec|execdir|ok|okdir)$/.test(s)),o=r<0?void 0:Qe({words:e.slice(r+1)}),i=e.slice(0,e.findIndex(s=>_n(s)||/^[(!]/.test(s)));return o===void 0?void 0:{sources:[...o.sources,...i]}}default:return}}function lc(t){let e=t.findIndex(r=>/^(-t|--target-directory)$/.test(r)),n=t.find(r=>r.startsWith("--target-directory="));return e>=0?{sources:Xe(t.toSpliced(e,2)),to:t[e+1]??""}:n!==void 0?{sources:Xe(t),to:n.slice(19)}:{sources:Xe(t).slice(0,-1),to:Xe(t).at(-1)??""}}var cc=/(\$\(|`)\s*(which|whereis|command\s+-v|type\s|realpath|readlink|ldconfig|dpkg|apk\s|find\s+\/)/,dc={HOME:"/root",PWD:".",GOPATH:"/go",GOROOT:"/usr/local/go"};function Ie(t,{scope:e,assignments:n}){let r=i=>C(n,i)??e.get(i)??C(dc,i),o=t.replace(/\$\(\s*go env (GOPATH|GOROOT)\s*\)/g,(i,s)=>r(s)??"").replace(/\$\(\s*pwd\s*\)/g,".");return Z(o,{get:r})}var Fo=t=>{let e=uc(t);return M(t.commands,(n,r)=>{let o=Qe(n);if(o===void 0)return;let i=o.sources.find(l=>cc.test(l));if(i!==void 0)return`takes ${i}, which is the build platform's, with ${r}`;let s=o.sources.map(l=>Ie(l,n)).find(l=>l.startsWith("/")?Ae(l):e),a=o.to!==void 0&&fc(t,Ie(o.to,n),e);return s===void 0||a?void 0:`takes ${s}, which is the build platform's, with ${r}`})};function uc({commands:t,instructions:e}){return[...e.filter(({keyword:r})=>r==="WORKDIR").map(({text:r})=>r),...t.filter(({words:[r=""]})=>/^(cd|pushd)$/.test(r)).map(({words:[,r="/"]})=>r)].some(r=>r!=="/"&&r.startsWith("/")&&Ae(r))}function fc({evaluated:t,stage:e},n,r){if(!n.startsWith("/"))return r;if(!/^\/(usr|bin|sbin|lib\w*|etc)(\/|$)/.test(n))return!1;let o=i=>`/${i.replace(/^\/|\/$/g,"")}/`;return!t.stages.flatMap(({uses:i})=>i).filter(({from:i})=>i.kind==="stage"&&i.index===e.stage.index).flatMap(({paths:i})=>i).some(i=>o(i).startsWith(o(n))||o(n).startsWith(o(i)))}function Ho(t,e){let n=Qe(t);if(n===void 0)return;let r=n.sources.map(s=>Ie(s,t)),i=r.find(s=>/^(\$|`|\{\}$)/.test(s))??(e?r.find(s=>/^(\/root)?\/go(\/bin(\/|$)|\/?$)/.test(s)):void 0);return i!==void 0?`line ${t.line} copies ${i}, of which it is not known whether it is for the target`:n.sources.length===0&&n.to!==void 0?`line ${t.line} copies what another command lists`:void 0}function Rt(t,e){let n=[];for(let r of(e.startsWith("/")?e:`${t}/${e}`).split("/"))r===".."?n.pop():r!==""&&r!=="."&&n.push(r);return`/${n.join("/")}`}function Uo(t,e,n){let r=n;return[...e.chain].reverse().flatMap(o=>{let i=t.stages[o],s=(i?.stage.instructions??[]).map(({keyword:a,text:l},c)=>{let d=r;return a==="WORKDIR"&&(r=Rt(r,Z(l,i?.scopes[c]??L.of()))),d});return o===e.stage.index?s:[]})}var pc=/^\/usr(\/\*|\/local(\/s?bin|\/\*)?)?\/?$/,hc=/^\/(\.|\*)?$/;function qo(t,e,n){let r=t.some(({words:[s="",...a]})=>/(^|\/)(cpio|xargs)$/.test(s)||/(^|\/)tar$/.test(s)&&a.includes("-T")),o=new Set([e]),i=t.flatMap(s=>{let[a="",...l]=s.words,c=a.slice(a.lastIndexOf("/")+1);if(/^(cd|pushd)$/.test(c))for(let f of[...o])o.add(Rt(f,Ie(l[0]??"/root",s)));if(bc(c,l))return[];let d=f=>gc(Ie(f,s),o),u=mc(s,c,r).flatMap(f=>d(f).flatMap(p=>{let y=$c(p,n);return y===void 0?[]:[{which:y,because:`it runs ${c} on ${f}`}]}));return n===void 0?u:[...u,...wc(c,l,d,n)]});return["all","local","go"].map(s=>i.find(a=>a.which===s)).find(Boolean)}function mc(t,e,n){return/^(rm|chown|chmod|chgrp|setfacl|find|du|mksquashfs|mkfs\.\w+|genext2fs|mke2fs|syft|trivy)$/.test(e)?_c(e,t.words.slice(1),n):Qe(t)?.sources??[]}function gc(t,e){return t===""||/^[-$`{]/.test(t)?[]:[...e].map(n=>Rt(n,t))}function $c(t,e){if(hc.test(t))return"all";if(pc.test(t))return"local";let n=t.replace(/\/\*$/,"");return e!==void 0&&(`${e}/`.startsWith(`${n}/`)||Vo(n,e))?"go":void 0}function Vo(t,e){return[`${e}/bin`,`${e}/bin/go`,`${e}/pkg`,`${e}/pkg/tool`].includes(t)||t.startsWith(`${e}/pkg/tool/`)}var bc=(t,e)=>t==="ln"&&e.some(n=>/^(-\w*s\w*|--symbolic)$/.test(n)),yc=/^(test|\[|\[\[|echo|printf|which|command|type|hash|ls|stat|cd|export|env|go|if|file|basename|dirname)$/;function wc(t,e,n,r){if(yc.test(t))return[];let o=e.find(i=>/(\$\(|`)\s*(which|command\s+-v|type\s+-p)\s+go\b/.test(i)||n(i).some(s=>Vo(s.replace(/\/\*$/,""),r)));return o===void 0?[]:[{which:"go",because:`it runs ${t} on ${o}`}]}function _c(t,e,n){if(t==="find"){let r=n||e.some(i=>/^-(delete|exec|execdir|ok|okdir|newer|cnewer|print0?|printf|ls)$/.test(i)),o=e.some(i=>/^-x?(dev|mount)$/.test(i))&&e.some(i=>/^-i?(name|path)$/.test(i));return r&&!o?e:[]}return/^(du|mk|genext2fs|syft|trivy)/.test(t)||e.some(r=>/^(-\w*[rR]\w*|--recursive)$/.test(r))?e:[]}function vn({flags:t},e){return t.some(({name:n,value:r})=>{if(n!=="mount")return!1;let o=Ve(r),i=`${(o.target??o.dst??o.destination??"").replace(/\/$/,"")}/`;return i!=="/"&&(`${e}/`.startsWith(i)||i.startsWith(`${e}/`))})}var zo=/(\b(dpkg-divert|mv|cp|ln|install|rm|chmod)\b[^\n;&|]*|>\s*)(\/usr\/bin\/(apt|apt-get|dpkg|dpkg-deb|dpkg-query))\b/;function Sn(t,e){let n=ut(t,e).filter(({keyword:i})=>/^(RUN|COPY|ADD)$/.test(i)),r=n.find(i=>zo.test(k(i)));if(r!==void 0){let i=zo.exec(k(r))?.[3];return{which:"all",because:`APT stays emulated, as line ${r.span.line} may replace ${i}`}}let o=n.find(i=>/\/usr\/local\/sbin\b/.test(k(i)));return o&&{which:"fronts",because:`apt-get itself stays emulated, as line ${o.span.line} may put one into /usr/local/sbin`}}function Ze(t,e){let n=new Map(t.globals.flatMap(i=>ke(i,t.directives.escape)).map(({name:i,value:s})=>[i,s??""])),r=new Set,o=i=>[...i.matchAll(/\$\{?([A-Za-z_]\w*)/g)].some(([,s=""])=>/^TARGET(PLATFORM|OS|ARCH|VARIANT)$/.test(s)?!0:r.has(s)?!1:(r.add(s),o(n.get(s)??"")));return o(e)}var jo={heredoc:{minor:4,buildkit:10,what:"heredocs"},secretEnv:{minor:10,buildkit:16,what:"secrets as environment variables"}};function Te({dockerfile:t,buildkit:e},n){let{syntax:r}=t.directives;if(r===void 0)return vc(e,n);let o=/^(?:[^/]+\.[^/]+\/|[^/]+:\d+\/)?docker\/dockerfile(?:-upstream)?(?::(?<tag>[^@]+))?(?:@.*)?$/.exec(r),i=o===null?"other":o.groups?.tag??"latest",s=/^1\.(\d+)/.exec(i)?.[1],{minor:a,what:l}=jo[n];if(!(/^(1|latest|labs|1-labs|master|stable)$/.test(i)||s!==void 0&&Number(s)>=a))return`its frontend ${r} is not known to have ${l}; write # syntax=docker/dockerfile:1`}function vc(t,e){let n=/^v?0\.(\d+)\./.exec(t??"")?.[1],{buildkit:r,what:o}=jo[e];return n===void 0||Number(n)>=r?void 0:`the builder's BuildKit ${t} is not known to have ${o}; write # syntax=docker/dockerfile:1`}var Sc=/\/etc\/apt\/apt\.conf\.d\/[\w.-]*(docker-clean|keep-cache|cache|recommends|suggests|retries)\b/g;function Ct(t){return/\/etc\/apt|sources\.list|add-apt-repository|\bppa:/.test(t.replace(Sc,""))}var kc=/\bgo(\d+(?:\.\d+)+(?:(?:rc|beta)\d+)?)\.linux-((?:\$\([^)]*\)|[^\s;&|"'])+?)\.tar\.gz/g,kn=/go\.dev\/dl|dl\.google\.com\/go|storage\.googleapis\.com\/golang|golang\.org\/dl|\bgo(lang)?(\.|[-_.]?(\d|\$|\*|linux)[^\s/]*\.)(tar\.gz|tgz)/i;function xn(t){return kn.test(t)}function Wo(t,e,n,r){let o=t.stage.instructions[e];if(o===void 0)return;let i=k(o),s=xn(i),a=P(t,e),l=o.keyword==="ADD"?Cc(o):Ec(a,s,r);if(!s&&l===void 0)return;let c=n==="arm"?"armv6l":n,d=xc(t,e,a,i),u=Oc(d,c,r),f=d.every(([,p])=>/^\w+$/.test(p)&&p!==c)?d[0]?.[1]:void 0;return l===void 0?{unpacks:!1,...u===void 0?{}:{version:u}}:{unpacks:!0,...u===void 0?{}:{version:u},...f===void 0?{}:{foreign:f},...l.startsWith("/")?{root:l}:{}}}function xc(t,e,n,r){let o=n.at(-1)?.scope??t.scopes[e]??L.of();return[r,...n.map(({words:i})=>i.join(" "))].flatMap(i=>[...Z(i,o).matchAll(kc)].map(([,s="",a=""])=>[s,a]))}function Oc(t,e,n){if(t.length===0)return n;let[r="",...o]=new Set(t.filter(([,i])=>/[$`(]/.test(i)||i===e).map(([i])=>i));return o.length===0&&Rc(r)?r:void 0}function Rc(t){let[e=0,n=0,r]=t.split(".").map(Number);return e===1&&(r!==void 0||n<1)&&/^[\d.]+$/.test(t)}function Cc(t){let e=ae(t);return e.slice(0,-1).some(r=>!/^https?:/.test(r)&&kn.test(r))?`${(e.at(-1)??"").replace(/\/$/,"")}/go`:void 0}function Ec(t,e,n){if(!e&&n===void 0)return;let r=t.filter(({words:l})=>Ic(l)),o=r.filter(({words:l})=>Tc(l,e)),i=o.length>0?o:e?r:[],[s,...a]=new Set(i.map(({words:l,scope:c})=>Pc(l,c)));if(s!==void 0)return a.length>0?"?":On(s,t)}function On(t,e){return e.reduce((n,{words:r,scope:o})=>Ac(n,r,o)??n,t)}function Ac(t,[e="",...n],r){if(!/(^|\/)mv$/.test(e))return;let o=n.filter(c=>!c.startsWith("-")).map(c=>Z(c,r)),i=o.map(c=>c.replace(/^\.\/|\/$/g,""));if(!i.includes(t))return;let[,s=""]=o,a=n.some(c=>/^-(\w*[tT]|-(no-)?target)/.test(c));if(o.length!==2||i[0]!==t||a||!s.startsWith("/"))return"?";let l=t.slice(t.lastIndexOf("/")+1);return/^\/(opt|usr|usr\/lib|usr\/local)?$/.test(s)||s.endsWith("/")?`${s.replace(/\/$/,"")}/${l}`:s.endsWith(`/${l}`)?s:"?"}function Ic([t="",...e]){return/(^|\/)(bsd)?tar$/.test(t)&&e.some((n,r)=>Lc(n,r))}function Tc([,...t],e){let n=t.find(r=>/\.(tar(\.gz)?|tgz)$/.test(r));return n===void 0?e:kn.test(n)||/^\S*\$/.test(n)}function Pc([,...t],e){let n=t.findIndex(s=>/^(-C|--directory)$/.test(s)),r=t.map(s=>/^(?:-C|--directory=)(\/.*)$/.exec(s)?.[1]).find(s=>s!==void 0),o=t.some(s=>/^--strip(-components)?/.test(s));if(r===void 0&&n<0)return o?"?":"go";let i=Z(r??t[n+1]??"?",e).replace(/\/$/,"");return i.startsWith("/")?o?i:`${i}/go`:"?"}function Lc(t,e){return t==="--extract"||t==="--get"||(e===0?/^-?\w*x\w*$/:/^-\w*x\w*$/).test(t)}function et(t,e,n=Ee){let r=Nc(t,e,n),o=[];for(let i of[...e.chain].reverse()){let s=t.stages[i];if(s!==void 0){o.length=0;for(let[a,l]of s.stage.instructions.entries())o.push(r),r=Dc(t,s,a,l,r,n)}}return[...o,r]}function Nc(t,e,n){if(e.root.kind!=="image")return{};let{reference:r}=e.root,o=t.dockerfile.stages[e.chain.at(-1)??0]?.base,{goRoot:i}=n(r);return i===void 0||o===void 0?{}:{source:{root:i,from:o,reference:r}}}function Dc(t,e,n,r,o,i){let{keyword:s,span:a}=r;if(s==="RUN"||s==="ADD"){let c=Wo(e,n,t.platform.architecture,o.fetched);if(c?.unpacks===!0)return Mc(P(e,n),a.line,o,c)??Bc(c,a.line);if(c?.version!==void 0)return{...o,fetched:c.version}}if(s==="COPY"||s==="ADD")return Fc(t,e,r,i)??o;if(s!=="RUN")return o;let l=Gc(P(e,n),a.line,o);return l!==void 0?l:Uc(r)?{because:`line ${a.line} puts another Go in place`}:qc(t,e,n,r,o,i)??o}function Gc(t,e,{source:n}){if(n?.install?.with!=="archive")return;let{root:r}=n;if(Ko(t,r))return{because:`line ${e} removes Go`};let o=On(r,t);if(o!==r)return o.startsWith("/")?{source:{...n,root:o}}:{because:`line ${e} moves Go elsewhere`}}function Ko(t,e){return t.some(({words:[n,...r]})=>n==="rm"&&r.includes(e))}function Mc(t,e,{source:n},{root:r}){return r===void 0||n?.root!==r?void 0:t.some(({words:[i]})=>i==="mv")&&!Ko(t,r)?{because:`line ${e} moves a Go to where another is`}:void 0}function Bc({version:t,root:e,foreign:n},r){if(n!==void 0)return{because:`line ${r} unpacks a Go for ${n}`};if(t===void 0||e===void 0)return{because:`line ${r} unpacks a Go of which the release or the folder is not known`};let o=`golang:${t}`;return{source:{root:e,from:o,reference:o,install:{with:"archive"}}}}function Fc(t,e,n,r){let o=ae(n),i=o.at(-1)??"",s=e.uses.find(d=>d.how==="copy"&&d.instruction===n),a=s?.paths.length===1?s.paths[0]??"":"",l=i.replace(/\/$/,""),c={because:`line ${n.span.line} copies a Go of which no native twin is known`};if(/^\/?usr\/local\/go\/?$/.test(a)&&/^\/[\w./-]*go$/.test(l)&&s!==void 0){let d=Hc(t,s.from,r);return d===void 0?c:{source:{...d,root:l}}}return/^\/?usr(\/local)?\/?$|^\/$/.test(a)&&/^\/(usr(\/local)?\/?)?$/.test(i)||/^\/usr\/local(\/go)?\/?$/.test(i)&&/\bgo\b|golang|usr\/local/.test(o.slice(0,-1).join(" "))||/^\/usr\/local\/go\/?$/.test(i)?c:void 0}function Hc(t,e,n){if(e.kind==="image"){let{goRoot:i,twin:s}=n(e.reference);return i==="/usr/local/go"&&s.known?{from:e.reference,reference:e.reference}:void 0}let r=e.kind==="stage"?t.stages[e.index]:void 0;if(r===void 0||r.platform.kind!=="target")return;let o=et(t,r,n).at(-1)?.source;return o?.root==="/usr/local/go"&&o.install===void 0&&n(o.reference).twin.known?o:void 0}function Rn(t){return/\b(cd|pushd|patch|git)\b[^\n;&|]*(\/usr\/local\/go\b|\$\{?GOROOT\b|\$\(go env GOROOT\))(?!["']?\/(lib|misc)\b)/.test(t)||/\bgo\s+install\s([^\n;&|]*\s)?(cmd|std)(\/\S*)?(\s|$)|\b(make|all)\.bash\b/.test(t)}function Uc(t){let e=k(t);return Rn(e)||/\b(rm|mv|cp|tar|rsync|unzip)\b[^\n;&|]*(\/usr\/local\/go\b|\$\{?GOROOT\b|\$\(go env GOROOT\))(?!["']?\/(src|lib|misc)\/)|\bln\b[^\n;&|]*\/usr\/local\/go\b(?!\/(bin|src|lib|misc)\/)/.test(e)}var zc=/^(golang|golang-go|golang-(\d+\.\d+)(-go)?)(=[\w.+:~*-]+)?$/;function qc(t,e,n,r,o,i){let s=P(e,n),a=r.span.line;if(s.some(({words:p})=>p[0]==="apk"&&p.includes("add")&&p.some(y=>/^go([=~<>].*)?$/.test(y))))return{because:`line ${a} installs Alpine's own Go, whose tools are not known to run on another system`};let l=s.filter(({words:p})=>/^(apt|apt-get)$/.test(p[0]??"")&&p.includes("install")).flatMap(({words:p,scope:y})=>p.map($=>Z($,y)).filter($=>/^golang(-|$|[=/])/.test($)&&!/^[^=]*-(dev|doc|src|x-|docker)/.test($)));if(l.length===0||o.source!==void 0&&o.source.install===void 0)return;let[c=""]=l,d=zc.exec(c),u=t.dockerfile.stages[e.chain.at(-1)??0]?.base;if(e.root.kind!=="image"||u===void 0)return{because:`line ${a} installs Go on an unknown base`};let f=i(e.root.reference);return l.length>1||d===null||Vc(t,e,s)||!/^(debian|ubuntu)$/.test(f.family)?{because:`line ${a} installs a Go that may not be the distribution's newest`}:{source:{root:d[2]===void 0?"/usr/lib/go":`/usr/lib/go-${d[2]}`,from:u,reference:e.root.reference,install:{with:"apt",package:c}}}}function Vc(t,e,n){let r=n.some(({words:i})=>i.some(s=>/^(-t|--target-release|--default-release|-t\S+)/.test(s)&&/^apt/.test(i[0]??""))),o=e.chain.some(i=>t.stages[i]?.stage.instructions.some(s=>Ct(k(s))));return r||o}var Jo=/gcc|g\+\+|c\+\+|clang|llvm|fortran|gnat|golang|compiler|toolchain|build|make|meson|ninja|autoconf|automake|libtool|dkms|dev(el|scripts|helper)|-dev\b|-sdk|rust|cargo|ghc|haskell|ocaml|swift|zig|nix|brew|conda|mamba|asdf|mise|bazel|jdk|kernel|headers|debhelper|\b(cc|cpp|tcc|go|gdc|ldc|as)\b/i,jc=/^(python3?-(pip|virtualenv)|r-base\S*|npm|opam|nim|alien|equivs|dh-make|checkinstall)$/,Wc=/^(sh|bash|dash|ash|zsh|ksh|busybox|make|tar|unzip|bsdtar|dpkg|rpm|snap|install|source|\.|eval|exec|xargs|su|sudo|gosu|chroot)$/,Kc=/^(python[\d.]*|perl|ruby|node|npx|npm|pnpm|yarn|corepack|php|composer|pip[\d.]*|pipx|uv|poetry|gem|bundle|java|curl|wget|git)$/;function Xo(t,e,n,r){return r?.withoutCompilers!==!0?!1:[...e.chain].reverse().every(o=>{let i=t.stages[o];if(i===void 0)return!1;let s=o===e.stage.index?n:Number.POSITIVE_INFINITY;return i.stage.instructions.every((a,l)=>l>s||!Yc(i,a))})}function Yc(t,e){let{keyword:n}=e;if(n==="RUN")return Jc(e);if(n==="ADD")return!0;if(n!=="COPY")return!1;let r=t.uses.find(o=>o.how==="copy"&&o.instruction===e);return r===void 0?/^\/?(usr\/(local\/)?)?s?bin(\/|$)/.test(ae(e).at(-1)??""):r.paths.some(o=>/^\/?((usr|opt|usr\/local)\/?(bin\/?|lib\/?)?)?\*?$/.test(o)||Jo.test(o))}function Jc(t){return t.flags.filter(({name:n})=>n==="mount").map(({value:n})=>Ve(n).type).some(n=>!/^(cache|tmpfs|secret|ssh)$/.test(n??"bind"))?!0:$t(t).some(({words:[n="",...r],opaque:o})=>o===!0||n.includes("/")||Yo(n,r)||he(r).some(([i="",...s])=>i.includes("/")||Yo(i,s))||/^(apt|apt-get|aptitude)$/.test(n)&&r.some(i=>jc.test(i)||/[$`]|\.deb$/.test(i))||!Kc.test(n)&&[n,...r].some(i=>Jo.test(i)))}function Yo(t,e){let n=t==="gosu"&&e.every(r=>r.startsWith("-"));return Wc.test(t)&&!n}var Xc={stretch:9,buster:10,bullseye:11,bookworm:12,trixie:13,forky:14,sid:99},Qc={bionic:18.04,focal:20.04,jammy:22.04,noble:24.04,questing:25.1,resolute:26.04},Zc={debian:[11,13],ubuntu:[20.04,26.04]};function Pe(t,{family:e,release:n}){let r=b(t);if(e!=="debian"&&e!=="ubuntu")return{};let o=te(t)?.debian;if(o===void 0)return{missing:`Debian has no compiler for ${r}`};let i=e==="debian"?"Debian":"Ubuntu",s=e==="debian"?o.debianSince:Et(o.ubuntuSince),a=e==="debian"?o.debianUntil:Et(o.ubuntuUntil),l=e==="debian"?o.crossSince.debian:Et(o.crossSince.ubuntu)??0,c=n===void 0?void 0:Xc[n]??Qc[n]??Et(n),[d,u]=c===void 0?Zc[e]:[c,c];return u<l?{missing:`${i} ${n} has no compiler for ${r}`}:s!==void 0&&s<=d&&(a===void 0||u<=a)&&l<=d?{}:{doubt:`not every release of ${i} has libraries for ${r}`}}function Et(t){return t===void 0||!/^\d/.test(t)?void 0:Number(t)}var At="nothing in it compiles";function ei(t,e,n,r=Ee){let o=et(t,e,r),i=nd(t,e,n,o),s=i.filter(h=>h.compiles);if(i.length===0)return{ok:!1,because:Qo(e)};let a=id(t,e,n);if(a!==void 0||n===void 0)return{ok:!1,because:a??ii(e)};let{environment:l,...c}=sd(t,e),d=ad(t,e,n)??c.because,u=_t(me(t,e),n),f=h=>Cn(o,h,e.stage.instructions[h])===void 0||!Zr(P(e,h),u),p=i.some(({compiles:h,at:U,instruction:j})=>h&&Cn(o,U,j)!==void 0),y=i.flatMap(({instruction:h,at:U,because:j,cost:le,compiles:Y,installs:ge,modules:ce,frontEnds:$e,seen:v})=>{if(v?.which==="all")return[];let de=v===void 0&&(Y||ce&&p)?Cn(o,U,h):void 0,m=de!==void 0&&de.install===void 0&&oi(e,U,ri),S=Y||m?de:void 0,z=Y&&d===void 0&&f(U);return!z&&!ge&&S===void 0?[]:[{instruction:h,because:j,cost:le,compilers:z,installs:ge,frontEnds:$e,environment:l,...z&&Ot(n)?{borrows:!0}:{},...S===void 0?{}:{go:S},goCommand:m}]}),$=o.map(h=>h.because).find(h=>h!==void 0),R=td(i,o);if(y.length===0)return{ok:!1,because:[d,$,...R].filter(h=>h!==void 0).join("; ")};let E=y.filter(({compilers:h,go:U})=>h||U!==void 0),w=s.flatMap(({at:h})=>P(e,h)),_=Xr(w,me(t,e)),I=Sn(t,e),D=[...R,...I!==void 0&&i.some(({at:h})=>wt(P(e,h)))?[I.because]:[],..._.length===0||!y.some(({compilers:h})=>h)?[]:[`what ${ni(_)} compiles stays emulated, unless it is the base's own gcc`],...ti(w),...ed(s,y,o),...d===void 0||!s.some(({at:h})=>f(h))?[]:[`C stays emulated, as ${d}`],...y.some(({borrows:h})=>h)?[Mo]:[],...n.family==="other"&&y.some(({compilers:h})=>h)?["whether its distribution has a cross gcc shows in the build"]:[],...s.length===0?[Qo(e)]:[]];return{ok:!0,steps:y,compiles:E.length>0,because:[...rd(y),...D].join("; ")}}function ed(t,e,n){let r=new Set(e.filter(({go:i})=>i!==void 0).map(({instruction:i})=>i)),o=t.filter(({instruction:i})=>!r.has(i)).flatMap(({at:i})=>n[i]?.because??n[i+1]?.because??[]);return[...new Set(o)]}function Qo(t){let e=t.stage.instructions.flatMap((r,o)=>P(t,o)),n=ti(e);return n.length===0?At:`${At} C or Go; ${n.join()}`}function ti(t){let e=Ur(t);return e.length===0?[]:[`${ni(e)} ${e.length===1?"itself stays":"themselves stay"} emulated`]}function ni(t){return t.length<2?t.join():`${t.slice(0,-1).join(", ")} and ${t.at(-1)}`}function td(t,e){return t.flatMap(({instruction:n,at:r,seen:o,compiles:i})=>o===void 0||o.which!=="all"&&!(i&&e[r]?.source!==void 0)?[]:[`${o.which==="all"?"no tools":"no tools of Go"} for the step in line ${n.span.line}, which would see them: ${o.because}`])}function nd(t,e,n,r){let o=Te(t,"secretEnv")===void 0,i=Uo(t,e,n?.goRoot===void 0?"/":"/go"),s=Sn(t,e),a=e.stage.instructions.flatMap((l,c)=>{if(l.keyword!=="RUN")return[];let d=P(e,c),u=Ce(d),f=u.yes&&!Xo(t,e,c,n),p=!f&&Vr(d),y=o&&s?.which!=="all"&&n!==void 0&&!Ot(n)&&oi(e,c,["APT_CONFIG",...ri]),$=y&&Kr(d),R=y&&($||wt(d)),E=!f&&!wt(d),w=qo(d,i[c]??"/",(r[c]??r.at(-1))?.source?.root),_=(w===void 0||w.which==="go")&&s===void 0,I=R&&_&&!vn(l,"/usr/local/sbin")?Yr(d):[],D=p?"it fetches Go modules":u.because,h=p?x.runs:yt(d);return f||R||p?[{instruction:l,at:c,because:D,cost:h,compiles:f,installs:R,modules:p,frontEnds:I,alone:E,seen:w}]:[]});return a.every(({alone:l})=>l)?[]:a}var ri=["LD_PRELOAD","LD_AUDIT"];function oi(t,e,n){return n.every(r=>t.scopes[e]?.has(r)!==!0)}function rd(t){let e=t.filter(({compilers:o,go:i})=>o||i!==void 0),n=t.filter(({installs:o})=>o),[r]=e.toSorted((o,i)=>i.cost-o.cost);return[...r===void 0?[]:[`${od(e)} for ${Zo(e,r)}: ${r.because}`],...n.length===0?[]:[`native APT tools for ${Zo(n)}`]]}function Cn(t,e,n){let r=t[e]?.source,o=t[e+1]?.source;if(!(r===void 0||r!==o||n===void 0))return vn(n,r.root)?void 0:r}function od(t){let e=t.some(r=>r.go!==void 0),n=t.some(r=>r.compilers);return e&&n?"native Go tools and compilers":e?"native Go tools":"native compilers"}function Zo(t,e=t[0]){let n=e?.instruction.span.line;return t.length===1?`the step in line ${n}`:`${t.length} steps, the ${e===t[0]?"first":"heaviest"} in line ${n}`}function id(t,e,n){let r=Te(t,"heredoc");if(r!==void 0)return r;let{platform:o}=e;if(o.kind==="unknown")return o.why;if(o.kind==="fixed"&&!re(o.platform,t.platform))return`the Dockerfile fixes it to ${b(o.platform)}, and tools are made for ${b(t.platform)}`;if(n===void 0)return ii(e);if(!n.twin.known)return n.twin.because;if(n.onbuild)return`${n.reference} has ONBUILD steps, which a stage with tools would run as well`;let i=t.dockerfile.stages[e.chain.at(-1)??0];if(i!==void 0&&Ze(t.dockerfile,i.base))return`line ${i.from.span.line} names another base for every platform, so there is no native twin of it`;let s=e.chain.flatMap(a=>t.stages[a]?.stage.instructions??[]).find(({text:a,keyword:l})=>/^(ENV|ARG)$/.test(l)&&/\bCOMPILER_PATH\b/.test(a));return s===void 0?void 0:`line ${s.span.line} sets COMPILER_PATH itself`}function sd(t,e){let n=Te(t,"secretEnv");return n===void 0?{environment:"secret"}:{environment:"arg",...t.stages[t.target]?.chain.includes(e.stage.index)===!0?{because:n}:{}}}function ad(t,e,n){return Ot(n)?Bo(t,e,n):Pe(t.platform,n).missing}function ii(t){switch(t.root.kind){case"scratch":return"it starts from scratch";case"context":return`its base is the build context ${t.root.name}, of which no native twin can be had`;case"unknown":return`its base ${t.root.text} is not known before the build: ${t.root.why}`;default:return"its base is not known"}}var si=`# The toolchain of an Alpine stage: clang, lld and a second root with the target's packages. Sourced by the set-up and
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
`;var ai=`#!/bin/sh
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
`;var li=`#!/bin/sh
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
  classify $(apt-cache depends --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances "$1" 2>/dev/null |
    sed -n 's/^ *|\\{0,1\\}Depends: \\([^<:]*\\).*/\\1/p' | sort -u) | sed -n 's/ target$//p'
}

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
    "$apt" -s -qq $remove "$@" $more >/dev/null 2>&1 || return 1
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
  classes="
$(classify $names)"
  install_translated with "$@"
  case "$classes
" in *' all
'*) install_translated without "$@" ;; esac
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
`;var ci=`# What the shims share; sourced with \`root\` set to the folder above bin/, lib/ and native/.

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
`;var di=`#!/bin/sh
# The go command: what it builds for the image is for the target, what it runs now is for the build platform.
root=\${0%/*/*}
. "$root/lib/common.sh"
. "$root/target"
go=$(real go) || not_found go

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
      -a | -n | -race | -msan | -asan | -cover | -v | -work | -x | -linkshared | -modcacherw | -trimpath | -json | -i | -u | -m | -e | -f | -h | -help | --help | -w | -short | -failfast | -benchmem | -deps | -find | -test | -export | -compiled | -versions | -retracted | -buildvcs)
        ;;
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

# Whether \`go install path@version\` makes something that is copied into the image rather than a tool of the build.
is_product() {
  path=\${1%@*}
  case $path in
    */v[0-9] | */v[0-9][0-9]) path=\${path%/v[0-9]*} ;;
  esac
  case " $CROSS_PRODUCTS " in
    *" \${path##*/} "* | *' * '*) return 0 ;;
  esac
  return 1
}

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
      *@*) if is_product "$first"; then install_for_target "$@"; else native_environment; fi ;;
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
`;var ui=`#!/bin/sh
# Runs a build platform's tool whose name is taken by a shim: for programs that run during the build.
root=\${0%/*/*}
. "$root/lib/common.sh"
PATH=$(plain_path)
unset PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR
exec "\${0##*/}" "$@"
`;var fi=`#!/bin/sh
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
`;var pi=`#!/bin/sh
# Prepares a stage that runs on the build platform to compile for the target platform.
# Usage: setup.sh [pure] [product=NAME]...   (pure: nothing in the stage needs a C compiler)
# Reads ../target of its kit and writes /.crossbuild: bin/ (shims, first in PATH), native/, lib/, target.
set -eu
kit=\${0%/*}
# empty in a build; the tests set up a folder instead
system=\${CROSSBUILD_SYSTEM-}
root=$system/.crossbuild

CROSS_PURE=0 CROSS_PRODUCTS=
for word; do
  case $word in
    pure) CROSS_PURE=1 ;;
    product=*) CROSS_PRODUCTS="$CROSS_PRODUCTS \${word#product=}" ;;
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
    PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR PURE PRODUCTS DISTRIBUTION; do
    eval "text=\\$CROSS_$name"
    printf "CROSS_%s='%s'\\n" "$name" "$(printf %s "$text" | sed "s/'/'\\\\\\\\''/g")"
  done >"$root/target"
}

ln -sf ../lib/go.sh "$root/bin/go"
if [ "$CROSS_PURE" = 1 ]; then
  write_target
elif command -v apt-get >/dev/null; then
  . "$root/lib/setup-apt.sh"
elif command -v apk >/dev/null; then
  . "$root/lib/setup-alpine.sh"
else
  fail "cross knows the packages of Debian, Ubuntu and Alpine, not those of $CROSS_DISTRIBUTION. Write strategy: accelerate"
fi
`;var hi=`# The set-up of an Alpine stage; sourced by setup.sh. The compiler is installed when the image has one, or when the stage
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
[ -z "\${wanted# }" ] || "$root/bin/apk" --no-cache add $wanted
`;var mi=`# The toolchain of a Debian or Ubuntu stage; sourced by setup.sh.
. "$root/lib/shims.sh"
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
[ -z "\${wanted# }" ] || "$root/bin/apt-get" install -y -qq --no-install-recommends $wanted
[ -n "$had_lists" ] || find "$system/var/lib/apt/lists" -mindepth 1 -maxdepth 1 ! -name lock ! -name partial -exec rm -rf {} +
`;var gi=`# Writes the shims; sourced after common.sh and the target file. A shim exists only where the image has the tool
# that it stands in for, so that nothing looks installed that is not.

# script PATH BODY
script() {
  printf '#!/bin/sh\\n%s\\n' "$2" >"$1.new"
  chmod 755 "$1.new"
  mv -f "$1.new" "$1"
}

# One shim per tool of the cross compiler: gcc-12 stands for aarch64-linux-gnu-gcc-12.
compiler_shims() {
  [ "$CROSS_PURE" = 1 ] && return
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
  [ "$CROSS_PURE" = 1 ] && return
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
  compiler_shims
  pkg_config_shims
  own_libc
}
`;var $i="/.crossbuild-kit",Le={"/cross/alpine.sh":si,"/cross/apk.sh":ai,"/cross/apt.sh":li,"/cross/common.sh":ci,"/cross/go.sh":di,"/cross/native.sh":ui,"/cross/pkg-config.sh":fi,"/cross/setup.sh":pi,"/cross/setup-alpine.sh":hi,"/cross/setup-apt.sh":mi,"/cross/shims.sh":gi,"/cross/targets.sh":yd()};function It({pure:t,products:e}){let n=["/bin/sh",`${$i}/cross/setup.sh`,...t?["pure"]:[],...e.map(r=>`product=${r}`)];return["ARG TARGETPLATFORM",`RUN --mount=type=bind,from=${Ye},target=${$i} ${JSON.stringify(n).replaceAll('","','", "')}`,"ENV PATH=/.crossbuild/bin:$PATH"]}function yd(){return["# Names of each target platform. Made from src/toolchain/targets.ts.","target_of() {","  case $1 in",...be.flatMap(e=>{let n=pe(e),r="platform"in n?te(n.platform):void 0;return r===void 0?[]:[`    ${e})
${wd(r)}
      ;;`]}),"    *) return 1 ;;","  esac","}",""].join(`
`)}function wd({debian:t,alpine:e,go:n,cflags:r}){let o={CROSS_DEBIAN:t?.arch,CROSS_TRIPLE:t?.triple,CROSS_MULTIARCH:t?.multiarch,CROSS_GCC:t?.gcc,CROSS_GXX:t?.gxx,CROSS_APK:e?.arch,CROSS_MUSL:e?.triple,CROSS_GO:Object.entries(n).map(([i,s])=>`${i}=${s}`).join(" "),CROSS_CFLAGS:r.join(" ")};return Object.entries(o).filter(([,i])=>i!==void 0&&i!=="").map(([i,s])=>`      ${i}='${s}'`).join(`
`)}var _d=({instructions:t,commands:e})=>{let n=t.find(i=>/^(RUN|ADD)$/.test(i.keyword)&&xn(k(i)));if(n!==void 0)return`line ${n.span.line} installs another Go`;let r=t.find(({keyword:i,text:s})=>/^(COPY|ADD)$/.test(i)&&/\/usr\/local\/go\/?["\]\s]*$/.test(s));if(r!==void 0)return`line ${r.span.line} copies another Go over the image's`;let o=t.find(i=>i.keyword==="RUN"&&Rn(k(i)));return o!==void 0?`line ${o.span.line} changes the image's Go`:M(e,(i,s)=>/^go\d/.test(s)?"runs another Go":void 0)},vd=({commands:t})=>M(t,({words:e},n)=>/^(dnf|yum|microdnf|tdnf|zypper|rpm)$/.test(n)?"installs with a package manager that has no foreign libraries":/^dpkg(-deb)?$/.test(n)&&e.some(r=>/^(-[ixXRe]|--install|--unpack|--extract|--vextract|--raw-extract)$/.test(r))?"installs a package file, which is for one architecture":/^apt(-get)?$/.test(n)&&e.includes("download")?"downloads packages, which would be the build platform's":n==="apk"&&e.some(r=>/^(-p|--root(=.*)?|--initdb|fetch)$/.test(r))?"fills a folder with packages, which would be the build platform's":/^apt(-get)?$/.test(n)&&e.includes("build-dep")?"installs build dependencies, which are programs as well as libraries":void 0),Sd=({commands:t})=>M(t,(e,n)=>n==="ldd"||n==="lddtree"?"looks for the libraries of a binary with ldd, which cannot load a foreign one":void 0),kd=({instructions:t})=>{let e=t.find(n=>/^(RUN|ADD)$/.test(n.keyword)&&/https?:\/\/\S*(x86_64|amd64|x64|aarch64|arm64|armv7|armhf)\S*/i.test(k(n)));return e===void 0?void 0:`line ${e.span.line} downloads a file for a fixed architecture`},xd=({commands:t})=>M(t,e=>K(e)==="test"&&!e.words.includes("-c")?"runs tests, which belong on the target platform":void 0),Od=({commands:t})=>{let e=r=>r.replace(/^\.\//,""),n=new Set(t.flatMap(ft).map(e));return M(t,({words:[r=""]})=>r.includes("/")&&n.has(e(r))?`runs ${r}, which was built for the target`:void 0)},bi=[_d,vd,Sd,kd,xd,Od];function Rd({evaluated:t,stage:e}){let n=e.chain.at(-1)??e.stage.index,r=t.stages[t.target];if(!(r===void 0||!r.chain.includes(n)))return r.stage.index===e.stage.index?"its own file system becomes the image":"the image is built on top of it"}function Cd({base:t}){return t.goRoot===void 0&&!Do(t)?`cross is not for ${t.reference}, which is neither a golang image nor Debian or Ubuntu itself`:void 0}function Ed({evaluated:t,base:e,pure:n}){let{family:r,reference:o}=e;if(!(n||r==="other"))return r==="debian"||r==="ubuntu"?Pe(t.platform,e).missing:r!=="alpine"?`${o} has no cross compilers and foreign libraries in its packages`:Object.hasOwn(Le,"/cross/setup-alpine.sh")?te(t.platform)?.alpine===void 0?`Alpine has no architecture for ${b(t.platform)}`:void 0:`${o} is Alpine, for which cross has no C compiler yet`}function Ad({evaluated:t,stage:e}){if(e.platform.kind==="fixed")return"its platform is fixed in the Dockerfile";if(e.platform.kind==="unknown")return e.platform.why;let n=t.dockerfile.stages[e.chain.at(-1)??0];return n!==void 0&&Ze(t.dockerfile,n.base)?`line ${n.from.span.line} names another base for every platform`:void 0}function Id({evaluated:t,stage:e}){let n=e.chain.map(r=>t.dockerfile.stages[r]).find(r=>r!==void 0&&Ze(t.dockerfile,r.base));return n===void 0?void 0:`line ${n.from.span.line} takes another stage for every platform`}function Td({evaluated:t}){return Te(t,"heredoc")}function Pd({instructions:t}){let e=t.find(({keyword:n})=>n==="SHELL");if(e!==void 0)return/\b(ba|da|a)?sh\b/.test(e.text)?/"--?(login|[a-z]*l[a-z]*)"/.test(e.text)?`line ${e.span.line} sets a login shell, which sets PATH anew`:void 0:`line ${e.span.line} sets another shell`}function Ld({base:t,instructions:e}){if(t.user!==void 0)return`${t.reference} starts as the user ${t.user}, who cannot install compilers`;let n=e.find(({keyword:r,text:o})=>r==="USER"&&!/^["']?(root|0)["']?(:|$)/.test(o));return n===void 0?void 0:`line ${n.span.line} changes to another user`}function Nd({base:t,stage:e,evaluated:n}){if(t.onbuild)return`${t.reference} has ONBUILD steps`;let r=e.chain.flatMap(o=>n.stages[o]?.stage.instructions??[]).find(({keyword:o})=>o==="ONBUILD");return r===void 0?void 0:`line ${r.span.line} leaves an ONBUILD step`}function Dd({instructions:t,commands:e}){let n=/PATH[= ]"?(?:(?:\/go\/bin|\$\{?GOPATH\}?\/bin|\/root\/go\/bin):)*\$\{?PATH\}?/,r=t.find(({keyword:o,text:i})=>o==="ENV"&&/(^|\s)PATH[= ]/.test(i)&&!n.test(i));return r!==void 0?`line ${r.span.line} puts other folders first in PATH`:M(e,({words:o,assignments:i})=>{let s=i.PATH??(o[0]==="export"?o.find(a=>a.startsWith("PATH="))?.slice(5):void 0);return s!==void 0&&!n.test(`PATH=${s}`)?"puts other folders first in PATH":void 0})}function Gd({commands:t}){return M(t,({words:[e=""]},n)=>/^\//.test(e)&&/^(go|g?cc|g\+\+|c\+\+|clang(\+\+)?|apt|apt-get|apk|pkg-config|ld|ar)$/.test(n)?`calls ${e} by its path`:void 0)}function Md({evaluated:t,commands:e,instructions:n}){let{architecture:r}=t.platform,o=M(e,s=>{let[a="",...l]=s.words,c=l.find(u=>/^GOARCH=/.test(u))?.slice(7);if(c!==void 0&&/^(make|env|go|gmake)$/.test(a)&&!c.includes("$")&&c!==r)return`sets GOARCH=${c}, whatever the platform is`;let d=H(s,"GOARCH");if(!(d===void 0||d===""||d==="?"||d===r))return`sets GOARCH=${d}, whatever the platform is`});if(o===void 0)return;let i=n.find(({keyword:s,text:a})=>/^(ENV|ARG)$/.test(s)&&/\bGOARCH[= ]/.test(a));return i===void 0||!o.includes("GOARCH")?o:o.replace(/^line \d+/,`line ${i.span.line}`)}var yi=/\b(x86_64|aarch64|i[36]86|arm|armv[67]|powerpc64le|s390x|riscv64|mips64el|loongarch64)-(alpine-|unknown-|pc-)?linux-(gnu|musl)/;function Bd({instructions:t}){let e=t.find(n=>/^(RUN|ENV|ARG)$/.test(n.keyword)&&yi.test(k(n)));return e===void 0?void 0:`line ${e.span.line} names ${yi.exec(k(e))?.[0]}, a fixed architecture`}var Fd=/^(gcc|cc|g\+\+|c\+\+|\/usr\/bin\/(gcc|g\+\+))?$/;function Hd({commands:t}){return M(t,e=>{for(let r of["PKG_CONFIG_PATH","PKG_CONFIG_LIBDIR","LD_LIBRARY_PATH","LIBRARY_PATH","CPATH","C_INCLUDE_PATH"]){let o=H(e,r);if(o!==void 0&&o!=="")return`is run with ${r}, where libraries of the build platform are`}let n=["CC","CXX"].find(r=>!Fd.test(H(e,r)??""));return n!==void 0?`is run with ${n}=${H(e,n)}, a compiler of its own`:e.words[0]==="go"&&e.words[1]==="env"&&e.words.some(r=>/^(GOOS|GOARCH|GOARM|CC|CXX|CGO_ENABLED)=/.test(r))?"changes settings with go env -w":void 0})}var wi=/\buname\s+(-[a-z]*[mpia]|--(machine|processor|all))|\bdpkg\s+--print-architecture|\bapk\s+--print-arch|\$\(arch\)|`arch`|\bgetconf\s+(-a\b|LONG_BIT)|\bgo\s+env\s[^)`;&|]*(GOHOSTARCH|GOTOOLDIR)|\$\{?(HOSTTYPE|MACHTYPE)\b|\/proc\/cpuinfo/,Ud=new Set(["arch","dpkg-architecture","lscpu"]);function zd({commands:t,instructions:e}){let n=M(t,({words:o})=>{let i=wi.exec(o.join(" "))?.[0]??(Ud.has(o[0]??"")?o[0]:void 0);return i===void 0?void 0:`asks for the machine's architecture with ${i}`});if(n!==void 0)return n;let r=e.find(o=>o.keyword==="RUN"&&wi.test(k(o)));return r===void 0?void 0:`line ${r.span.line} asks for the machine's architecture`}function qd({commands:t}){return M(t,({words:[,...e]},n)=>/^(configure|autogen\.sh|bootstrap\.sh|autoreconf|cmake|meson|ninja|bazel|scons|cargo|rustc|zig|ghc|cabal|stack|dotnet)$/.test(n)||/^g?make$/.test(n)&&e.some(r=>/^install/.test(r))?`builds from source with ${n}, which would build for the build platform`:void 0)}function Vd({instructions:t}){let e=/-m(?:arch|tune|cpu)=native\b/,n=t.find(r=>/^(RUN|ENV|ARG)$/.test(r.keyword)&&e.test(k(r)));return n&&`line ${n.span.line} compiles for the processor at hand with ${e.exec(k(n))?.[0]}`}function jd({evaluated:t,stage:e}){let r=e.chain.flatMap(o=>t.stages[o]?.uses??[]).find(({from:o,paths:i})=>o.kind==="image"&&i.some(s=>!/^\/?((etc|usr\/share)\/.|usr\/local\/go\/?$)/.test(s)));if(r?.from.kind==="image")return`line ${r.instruction.span.line} ${r.how==="copy"?"copies":"mounts"} ${r.paths[0]} from ${r.from.reference}, which is taken for the target`}function Wd({evaluated:t,stage:e}){let n=e.chain.at(-1);for(let r of e.chain)for(let o of t.stages[r]?.uses??[]){let i=o.from.kind==="stage"?t.stages[o.from.index]:void 0;if(i===void 0||i.platform.kind!=="target"||i.chain.at(-1)===n)continue;let s=o.paths.find(Ae);if(s!==void 0)return`line ${o.instruction.span.line} brings ${s} from ${i.stage.name??`stage ${i.stage.index}`}, whose files are the target's`}}function Kd(t,e){return t.paths.find(n=>Ae(n)&&!e.has(n.replace(/^\/?/,"/")))}function Yd({evaluated:t,stage:e,commands:n}){let r=new Set(n.flatMap(ft)),o=e.chain.at(-1);for(let i of t.stages)for(let s of i.uses){if(s.from.kind!=="stage"||s.from.index!==e.stage.index||s.how==="mount"&&i.chain.at(-1)===o)continue;let a=Kd(s,r);if(a!==void 0)return`line ${s.instruction.span.line} ${s.how==="copy"?"copies":"mounts"} ${a} out of it, where the build platform's own files are`}}var _i=[Rd,Cd,Ad,Id,Td,Ed,Nd,Pd,Ld,Dd,Gd,Md,Bd,Hd,zd,Vd,qd,jd,Wd,Yd,Fo];function vi(t,e){let n=t.stages.flatMap(({uses:i})=>i.flatMap(s=>s.how==="copy"&&s.from.kind==="stage"&&s.from.index===e.stage.index?s.paths:[])),r=n.flatMap(i=>{let s=/^\/?(?:root\/)?go(?:\/bin(?:\/(.*))?)?\/?$/.exec(i);return s===null?[]:[s[1]===void 0||/[*?]/.test(s[1])||s[1]===""?"*":s[1]]}),o=me(t,e).flatMap(i=>{let s=Si(i);return s===void 0?[]:En(i).filter(a=>n.some(l=>Jd(`${s}/${a}`,l)))});return[...r,...o]}function Jd(t,e){let n=e.replace(/^\/?/,"/").replace(/\/?$/,"");return t===n||t.startsWith(`${n.replace(/\/[^/]*[*?[].*$/,"")}/`)}function En(t){return K(t)!=="install"?[]:t.words.filter(e=>/^[^-].*@/.test(e)).map(e=>e.replace(/@.*$/,"").replace(/\/v\d+$/,"")).map(e=>e.slice(e.lastIndexOf("/")+1))}function Si(t){let e=H(t,"GOBIN");if(e!==void 0&&e!=="")return e;let n=H(t,"GOPATH");return n===void 0||n===""||n==="/go"?void 0:n==="?"?n:`${n}/bin`}function ki(t){return En(t).length>0&&Si(t)?.startsWith("/")===!1}function xi(t){return En(t).length>0}function An(t,e,n){let r=u=>({verdict:"no",because:u,pure:!1});if(n===void 0)return r("its base is not a known image");let o=me(t,e),i={evaluated:t,stage:e,base:n,commands:o,instructions:ut(t,e),pure:_t(o,n)};for(let u of[..._i,...bi]){let f=u(i);if(f!==void 0)return r(f)}let{pure:s}=i,a=n.goRoot===void 0?"a stage":s?"a Go stage without C":"a Go stage",l=n.reference.replace(/@.*/,""),c=o.some(xi),d=(s&&n.goRoot!==void 0?void 0:Xd(n)??Pe(t.platform,n).doubt)??Qd(i)??o.map(u=>Zd(u)??Ho(u,c)??(s?tu(u):void 0)).find(u=>u!==void 0);return d!==void 0?{verdict:"likely",because:`${a} on ${l}, but ${d}`,pure:s}:{verdict:"yes",because:`${a} on ${l} that others only copy from`,pure:s}}var b$=Object.hasOwn(Le,"/cross/setup-alpine.sh");function Xd({family:t,goRoot:e}){if(e===void 0)return"what it is for shows only in what it installs";if(!(t==="debian"||t==="ubuntu"))return t==="alpine"?"cross-compiling C on Alpine is not proven":"which distribution it is shows only in the build"}function Qd({instructions:t}){let e=t.find(n=>/^(RUN|COPY|ADD)$/.test(n.keyword)&&(Ct(k(n))||/--repository|\/etc\/apk|apk\s.*\s-X\s/.test(k(n))));return e===void 0?void 0:`line ${e.span.line} changes where packages come from`}function Zd(t){if(t.opaque)return`line ${t.line} could not be read to the end`;let[e=""]=t.words,n=K(t)??"",r=e.slice(e.lastIndexOf("/")+1);if(eu(r,t.words))return`line ${t.line} lists the installed packages, and the cross compiler's are among them`;if(ki(t))return`line ${t.line} installs a program into a folder that is not known`;if(r==="go")return/^(mod|env|version|clean|fmt|build|install|list|vet|get)$/.test(n)?void 0:`line ${t.line} runs go ${n}`;let o=r==="."||r==="source"?`reads ${t.words[1]}`:`runs ${r}`;return Ce([t]).yes?`line ${t.line} ${o}, whose own commands are not visible`:void 0}function eu(t,e){if(t==="dpkg-query")return!0;let n={dpkg:/^(-[lLsS]|--(get-selections|list\w*|status|search))$/,apk:/^(info|list)$/,apt:/^list$/}[t];return n!==void 0&&e.slice(1).some(r=>n.test(r))}function tu({words:[t=""],line:e}){return/(^|\/)(strip|objcopy)$/.test(t)?`line ${e} runs ${t}, which knows only files of the build platform`:void 0}function Oi(t,e,n){return t.needed.flatMap(r=>{let o=t.stages[r];return o===void 0?[]:[nu(t,o,e,n)]})}function nu(t,e,n,r){let o=ru(t,e),i=iu(t,e,r);if(i!==void 0)return o("native",i);if(!su(t,e))return o("native","it runs nothing");if(ou(e,r))return o("native","it is Windows, which no emulator runs: it is built as it is");if(n==="emulate")return o("emulate","strategy asks for it",{emulated:!0});let s=au(t);if(s!==void 0)return o("emulate",s,{emulated:!0});let a=lu(t,e,r);if(n==="cross"&&a.verdict!=="no")return o("cross",a.because,{pure:a.pure});if(n==="auto"&&a.verdict==="yes")return o("cross",a.because,{pure:a.pure});let l=n==="accelerate"?"strategy asks for it":`not cross: ${a.because}`,c=ei(t,e,Tt(e,r),Nt(r));return r.noEmulator!==void 0?a.verdict!=="no"?o("cross",`${a.because}; ${r.noEmulator}`,{pure:a.pure}):o("emulate",`${r.noEmulator}; ${l}`,{emulated:!0}):c.ok?o("accelerate",c.compiles?`${c.because}; ${l}`:c.because,{steps:c.steps,emulated:!0}):o("emulate",c.because.startsWith(At)?c.because:`${c.because}; ${l}`,{emulated:!0})}function ru(t,e){return(n,r,o={})=>({index:e.stage.index,stage:Pt(e),strategy:n,because:r,steps:o.steps??[],pure:o.pure??!1,products:n==="cross"?vi(t,e):[],emulated:o.emulated??!1,cost:e.stage.instructions.reduce((i,s,a)=>Math.max(i,yt(P(e,a))),x.asks),root:e.chain.at(-1)??e.stage.index,...e.root.kind==="image"?{rootImage:e.root.reference}:{}})}function ou(t,e){let{platform:n}=t;return n.kind==="fixed"&&n.platform.os==="windows"||Tt(t,e)?.windows===!0}function Pt({stage:t}){return t.name??`stage ${t.index}`}function iu(t,e,{nodes:n}){if(e.platform.kind==="build")return"the Dockerfile itself runs it on the build platform";let r=e.platform.kind==="fixed"?e.platform.platform:t.platform,o=e.platform.kind==="fixed"?"the Dockerfile fixes it to ":"";if(n.some(i=>Lt(i,r)))return`${o}${b(r)}${o===""?" is what the builder runs":", which the builder runs"}`}function Lt(t,e){return t.architecture==="amd64"&&e.architecture==="386"?t.os===e.os:Tn(t,e)}function su(t,e){let n=e.base.kind==="stage"?t.stages[e.base.index]:void 0;return e.stage.instructions.some(({keyword:r})=>r==="RUN")||(n?.stage.instructions.some(({keyword:r,text:o})=>r==="ONBUILD"&&/^run\b/i.test(o))??!1)}function au({dockerfile:t}){let e=t.stages.find(({name:r})=>r?.startsWith(N));if(e!==void 0)return`line ${e.from.span.line} names a stage ${e.name}: the file has been rewritten already and is built as it is`;let n=t.stages.flatMap(({instructions:r})=>r).find(({keyword:r,text:o})=>r==="ONBUILD"&&/^copy\s.*--from=["']?[+-]?\d+["']?(\s|$)/is.test(o));return n===void 0?void 0:`line ${n.span.line} counts stages in ONBUILD, so no stage may be put before them`}function Nt({bases:t}){return e=>Ee(e,C(t,e))}function Tt(t,e){return t.root.kind==="image"?Nt(e)(t.root.reference):void 0}function lu(t,e,n){let r=e.chain.at(-1),o=t.stages.filter(a=>t.needed.includes(a.stage.index)&&r!==void 0&&a.chain.includes(r)),i={no:0,likely:1,yes:2},s=An(t,e,Tt(e,n));return o.filter(a=>a!==e).map(a=>({one:a,result:An(t,a,Tt(a,n))})).reduce((a,{one:l,result:c})=>i[c.verdict]>=i[a.verdict]?{verdict:a.verdict,because:a.because,pure:a.pure&&c.pure}:{...c,because:`stage ${Pt(l)} shares its base and does not qualify: ${c.because}`},s)}var cu="crossbuild-handover";function du(t){return!/^[/.\s]*$/.test(t)&&!t.includes("$")}function uu(t){let n=(t.stages[t.target]?.chain??[]).flatMap(r=>(t.stages[r]?.uses??[]).flatMap(o=>{if(o.how!=="copy"||o.from.kind!=="stage")return[];let{index:i}=o.from,s=t.stages[i];return s===void 0?[]:o.paths.filter(du).map(a=>({from:i,path:a,stage:Pt(s),line:o.instruction.span.line}))}));return n.filter((r,o)=>n.findIndex(({from:i,path:s})=>i===r.from&&s===r.path)===o)}function Ri(t,e,n){let r=[];for(let o of t){let i=uu(o);if(i.length===0)continue;let s=fu(e,i,n),a=b(o.platform),l=r.findIndex(d=>d.text===s),c=r[l];c===void 0?r.push({platforms:[a],files:i.map(({stage:d,path:u,line:f})=>({stage:d,path:u,line:f})),text:s}):r[l]={...c,platforms:[...c.platforms,a]}}return r}function fu(t,e,n){let r=e.map(({from:i,path:s},a)=>`COPY --from=${i+n} ${JSON.stringify([s,`/${a}/`])}`),o=`FROM scratch AS ${cu}
${r.join(`
`)}
`;return`${pu(t)}

${St(W(t),o)}`}function pu(t){let{directives:e,stages:n}=W(t),r=n.at(-1),o=(r?.instructions.at(-1)??r?.from)?.span,i=o===void 0?t.trimEnd():t.slice(0,o.end).trimEnd();return i.endsWith(e.escape)?i.slice(0,-1):i}function Ci(t,e){let n=gu(t,e);for(;;){let r=hu(n);if(r===void 0)return n;n=n.map(o=>({...o,decisions:o.decisions.map(i=>i.index===r.index&&i.strategy==="accelerate"?Ei(i,r.because):i)}))}}function Ei(t,e){return{...t,strategy:"emulate",because:e,steps:[],emulated:!0}}function hu(t){let e=r=>r.decisions.some(({strategy:o})=>o==="accelerate"),n=new Map;for(let{decisions:r}of t)for(let{index:o,stage:i,strategy:s,rootImage:a}of r)if(s==="accelerate"){if(n.has(o)&&n.get(o)!==a)return{index:o,because:`${i} starts from another base for every platform, and a step has tools of one`};n.set(o,a)}for(let r of t.filter(e))for(let{index:o,stage:i,strategy:s}of r.decisions)if(n.has(o)&&(s==="emulate"||s==="cross"))return{index:o,because:`${i} is to be ${s==="cross"?"cross-compiled":"emulated"} for ${b(r.evaluated.platform)}, and a step has the same mounts for all platforms`}}function mu(t){return t===void 0?"":JSON.stringify([t.root,t.reference,t.install])}function gu(t,e){let n=new Map;for(let{evaluated:o,decisions:i}of t)for(let s of i){let a=o.stages[s.index];if(a===void 0)continue;let l=new Map(s.steps.map(d=>[d.instruction,d])),c=s.strategy==="native"&&a.platform.kind==="target"?et(o,a,e):[];a.stage.instructions.forEach((d,u)=>{let f=mu(s.strategy==="accelerate"?l.get(d)?.go:c[u]?.source);n.set(d,(n.get(d)??new Set).add(f))})}let r=({instruction:o})=>n.get(o)?.size===1;return t.map(o=>({...o,decisions:o.decisions.map(i=>{if(i.strategy!=="accelerate"||i.steps.every(l=>l.go===void 0||r(l)))return i;let s=i.steps.map(l=>{if(r(l))return l;let{go:c,...d}=l;return d}).filter(l=>l.compilers||l.installs||l.go!==void 0),a="native tools of Go are left out, as not every platform runs the step with that Go";return s.length===0?Ei(i,a):{...i,steps:s,because:`${i.because}; ${a}`}})}))}var Dt=class{#t;#e=new Set;#r=new Set;#i=new Set;#o=new Set;#n=[];#s=[];constructor(e){this.#t=e}toolchain(e,{compilers:n,installs:r,borrows:o=!1}){let i=this.#t.stages[e]?.base??"";return o&&this.#o.add(i),n&&r&&this.#i.add(i),n?`${N}toolchain-${Ai(this.#e,i)}`:`${N}apt-${Ai(this.#r,i)}`}goTool(e){let n=this.#n.findIndex(r=>r.from===e.from&&JSON.stringify(r.install)===JSON.stringify(e.install));return`${N}go-${n>=0?n+1:this.#n.push(e)}`}choice(e,n,r,o){let i=`${N}base-${e.index}`,s=l=>c=>`FROM ${i}-${l} AS ${i}-${b(c).replaceAll("/","-")}`,a=e.platform===void 0?"":`--platform=${e.platform} `;return this.#s.push([`FROM --platform=$BUILDPLATFORM ${e.base} AS ${i}-cross`,...It(o),`FROM ${a}${e.base} AS ${i}-plain`,...n.map(s("cross")),...r.map(s("plain")),""].join(`
`)),`${i}-\${TARGETOS}-\${TARGETARCH}\${TARGETVARIANT:+-}\${TARGETVARIANT}`}head({accelerate:e,cross:n}){let r={...this.#e.size+this.#r.size+this.#n.length===0?{}:bn,...this.#o.size===0?{}:Co,...n===void 0?{}:Le},i=`${[Eo({...e===void 0?{}:{accelerate:e},files:r,...n===void 0?{}:{settings:{CROSSBUILD_CROSS_PACKAGES:n.packages.join(" ")}}}),...[...this.#r].map((s,a)=>To({name:`${N}apt-${a+1}`,base:s})),...[...this.#e].map((s,a)=>{let l={name:`${N}toolchain-${a+1}`,base:s};return this.#o.has(s)?Io(l):Ao(l,{installs:this.#i.has(s)})}),...this.#n.map(({from:s,install:a},l)=>Po({name:`${N}go-${l+1}`,base:s,...a===void 0?{}:{install:a}})),...this.#s].map(s=>s.trimEnd()).join(`

`)}

`;return{text:i,count:W(i).stages.length}}};function Ai(t,e){return t.add(e),[...t].indexOf(e)+1}function Ii(t,e,n){let r=new Dt(t),o=[...bu(e,r),...wu(t,e,r)];if(o.length===0)return $u(t);let i=r.head(ku(e,n)),{count:s}=i,a=St(t,i.text),l=t.stages[0]?.from.span.start??0,d=[...o.map(p=>({...p,insert:so(t,p.insert)})),...Ou(t,s)],u=We(t.text,[{at:l,insert:a,verbatim:!0},...d]),f=a.split(`
`).length-1;return{text:u.text,changed:!0,diff:`${oo(t.text,d,"Dockerfile")}
(and ${s===1?"a stage":`${s} stages`} before the first FROM for the tools: ${f} lines)`,userLine:p=>{let y=u.lineMap(p);return"inserted"in y?{line:y.after,inserted:!0}:{line:y.line,inserted:!1}},secrets:Ti(W(u.text)),insertedStages:s}}function $u(t){return{text:t.text,changed:!1,diff:"",userLine:e=>({line:e,inserted:!1}),secrets:Ti(t),insertedStages:0}}function Ti({stages:t}){let e=t.flatMap(({instructions:n})=>n.flatMap(({flags:r})=>r.filter(({name:o})=>o==="mount").map(({value:o})=>o)));return xo.filter(({id:n,env:r})=>e.includes(`type=secret,id=${n},env=${r}`))}function bu(t,e){let n=new Map;for(let{decisions:o}of t)for(let{index:i,root:s,steps:a}of o)for(let l of a)n.has(l.instruction)||n.set(l.instruction,{index:i,root:s,step:l});let r=new Set;return[...n.values()].flatMap(({index:o,root:i,step:s})=>{let a={at:s.instruction.argumentsAt,insert:`${yu(e,i,s).join(" ")} `};if(!s.compilers||s.environment==="secret"||r.has(o))return[a];r.add(o);let{env:l,value:c}=xt;return[{at:s.instruction.span.start,insert:`ARG ${l}=${c}
`},a]})}function yu(t,e,n){let{compilers:r,installs:o,frontEnds:i,environment:s,go:a,goCommand:l}=n;return[...r||o?Oo(t.toolchain(e,n),{compiles:r,installs:o,frontEnds:i,environment:s}):[],...a===void 0?[]:Ro(t.goTool(a),{goroot:a.root,command:l})]}function wu(t,e,n){return[...new Set(e.flatMap(({decisions:o})=>o.filter(({strategy:i})=>i==="cross").map(({root:i})=>i)))].flatMap(o=>{let i=t.stages[o];if(i===void 0)return[];let s=d=>e.filter(({decisions:u})=>u.some(f=>f.root===o&&d(f))).map(({platform:u})=>u),a=s(({strategy:d})=>d==="cross"),l=_u(e.flatMap(({decisions:d})=>d).filter(d=>d.root===o));if(s(({emulated:d})=>d).length===0)return vu(i,l);let c=e.map(({platform:d})=>d).filter(d=>!a.includes(d));return[Su(t.text,i,n.choice(i,a,c,l))]})}function _u(t){let e=t.filter(({strategy:n})=>n==="cross");return{pure:e.every(({pure:n})=>n),products:[...new Set(e.flatMap(({products:n})=>n))]}}function vu(t,e){let{from:n}=t,r=n.flags.findLast(({name:i})=>i==="platform");return[r===void 0?{at:n.argumentsAt,insert:"--platform=$BUILDPLATFORM "}:{at:r.span.start,remove:r.span.end-r.span.start,insert:"--platform=$BUILDPLATFORM"},{at:n.span.end,insert:`
${It(e).join(`
`)}`}]}function Su(t,e,n){let{from:r}=e,o=r.flags.findLast(({name:a})=>a==="platform"),i=o?.span.start??r.argumentsAt,s=t.indexOf(e.base,o?.span.end??i)+e.base.length;return{at:i,remove:s-i,insert:n}}function ku(t,{crossPackages:e}){let n=t.some(({decisions:r})=>r.some(({strategy:o})=>o==="cross"));return{...xu(t),...n?{cross:{packages:e}}:{}}}function xu(t){let e=i=>t.flatMap(({decisions:s})=>s.filter(a=>a.strategy===i)),n=new Set(e("accelerate").map(({index:i})=>i)),r=[...e("emulate"),...e("cross")].some(({index:i})=>n.has(i)),o=t.filter(({decisions:i})=>i.some(({strategy:s})=>s==="accelerate")).map(({platform:i})=>b(i));return r?{accelerate:o}:{}}function Ou(t,e){return t.stages.flatMap(({instructions:n})=>n.filter(({keyword:r})=>r==="COPY").flatMap(({flags:r})=>r).filter(({name:r,value:o})=>r==="from"&&/^[+-]?\d+$/.test(o)).map(({value:r,span:o})=>({at:o.start,remove:o.end-o.start,insert:`--from=${Number(r)+e}`})))}function lb(t,e){let n=W(e.dockerfile.text,e.dockerfile.path),r=Ru(e),i=(t.platforms.length>0?t.platforms:r.slice(0,1)).map(d=>Ni(n,d,r,t,e)),s=Cu(n,r,t,e),a=i.map(d=>({evaluated:d,decisions:Oi(d,Di(t,d.platform),{nodes:r,bases:e.bases,...e.noEmulator===void 0?{}:{noEmulator:e.noEmulator}})})),l=Ci(a,Nt(e)).map(({evaluated:d,decisions:u})=>({platform:d.platform,decisions:u}));Au(t,l,r);let c=Ii(n,l,{crossPackages:t.crossPackages});return{platforms:l.map(Pu),dockerfile:c,handovers:Ri(i,c.text,c.insertedStages),emulators:Lu(t,l,e.engine?.platform??e.host),notes:s===void 0?[]:ro(i,s)}}function Ru(t){let e=t.builder?.nodes.flatMap(({platforms:n})=>n.slice(0,1))??[...t.nodes??[]];return e.length>0?e:[t.engine?.platform??t.host]}function Ni(t,e,n,r,o){let i=n.find(a=>Lt(a,e))??n[0]??o.host,s=Eu(o);return Mr(t,{platform:e,buildPlatform:i,buildArgs:Object.fromEntries(r.buildArgs.map(a=>J(a)).flatMap(({key:a,value:l})=>l===void 0?[]:[[a,l]])),contexts:Object.fromEntries(Object.entries(r.buildContexts).map(([a,l])=>[a.toLowerCase(),l])),baseEnv:Object.fromEntries(Object.entries(o.bases).map(([a,{env:l}])=>[a,l])),...r.target===void 0?{}:{target:r.target},...s===void 0?{}:{buildkit:s}})}function Cu(t,e,n,r){try{return Ni(t,e[0]??r.host,e,n,r)}catch(o){if(o instanceof F)return;throw o}}function Eu({builder:t}){return(t?.nodes.flatMap(({version:n})=>n===void 0?[]:[n])??[]).toSorted((n,r)=>Pi(n)-Pi(r))[0]}function Pi(t){return Number(/^v?\d+\.(\d+)/.exec(t)?.[1]??Number.POSITIVE_INFINITY)}function Di({strategy:t},e){return t.byPlatform[b(e)]??t.all}function Au(t,e,n){let r=e.filter(({platform:o,decisions:i})=>Di(t,o)==="native"&&i.some(({strategy:s})=>s!=="native")).map(({platform:o})=>({input:"strategy",what:`${b(o)} cannot be built natively`,why:`the builder has ${n.map(b).join(", ")}`,instead:`add a node with append, or write ${b(o)}=auto`}));if(r.length>0)throw new F(r)}var Iu={accelerate:4,cross:3,emulate:1,native:0};function Li({strategy:t,steps:e}){return t==="accelerate"&&e.every(({compilers:r,go:o})=>!r&&o===void 0)?2:Iu[t]}function Tu(t,e){let n=Li(t)-Li(e);return n>0||n===0&&t.strategy!=="native"&&t.cost>e.cost}function Pu({platform:t,decisions:e}){let n=e.reduce((r,o)=>r===void 0||Tu(o,r)?o:r,void 0);return{platform:b(t),strategy:n?.strategy??"native",because:n===void 0?"it has no stage":e.length===1||n.strategy==="native"?n.because:`${n.stage}: ${n.because}`,stages:e.map(({index:r,stage:o,strategy:i,because:s})=>({index:r,stage:o,strategy:i,because:s}))}}function Lu(t,e,n){let r=e.filter(({decisions:l})=>l.some(({emulated:c})=>c)).map(({platform:l})=>l),o=t.verify==="run"?e.map(({platform:l})=>l).filter(l=>!Lt(n,l)):[],i=l=>[...new Set(l.map(({architecture:c})=>c))],s={architectures:i([...r,...o]),building:i(r),running:i(o)},a=l=>l.map(b).join(", ");return r.length>0?{...s,because:`steps of ${a(r)} run under emulation`}:o.length>0?{...s,because:`nothing is built under emulation, but verify: run starts ${a(o)}`}:{...s,because:"nothing runs under emulation"}}function cb({platforms:t,emulators:e,dockerfile:n}){let{architectures:r,because:o}=e;return JSON.stringify({platforms:t,emulators:{architectures:r,because:o},rewritten:n.changed})}function ub({platforms:t,emulators:e,dockerfile:n,notes:r}){return`${[...t.flatMap(({platform:i,strategy:s,because:a,stages:l})=>[`${i}: ${s} - ${a}`,...l.map(c=>`  ${c.stage}: ${c.strategy} - ${c.because}`)]),`emulators: ${e.architectures.join(", ")||"none"} - ${e.because}`,...r,...n.changed?["",n.diff.trimEnd()]:["","The Dockerfile is built as it is."]].join(`
`)}
`}export{Vn as a,J as b,it as c,hf as d,Pf as e,Gt as f,Nu as g,W as h,te as i,Ee as j,cu as k,Mr as l,Mu as m,er as n,Hf as o,lb as p,Ru as q,cb as r,ub as s};
