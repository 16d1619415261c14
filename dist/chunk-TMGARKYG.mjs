import{createRequire as crossbuildRequire}from'node:module';const require=crossbuildRequire(import.meta.url);
import{a as O,b as W,c as B,d as Q,e as _,f as z,g as xt,h as vt,j as P}from"./chunk-GFSZZBRO.mjs";var er={x64:"amd64",ia32:"386",ppc64:"ppc64le"};function Os(){return Q({os:"linux",architecture:er[process.arch]??process.arch,variant:""})}async function As(t){let e=[],n=await St("append",t.append,tr,e),r=await St("registry-auth",t.registryAuth,nr,e),i={nodes:n.flatMap((o,s)=>ir(o,s,e)),logins:r.flatMap((o,s)=>or(o,s,e))};return{...i,problems:e,masks:i.logins.map(({password:o})=>o).filter(o=>o.length>3)}}var tr=["name","endpoint","platforms","driver-opts","buildkitd-flags"],nr=["registry","username","password","ecr"];async function St(t,e,n,r){if(e===void 0)return[];let{parseDocument:i}=await import("./dist-F2D4R7YD.mjs"),o=i(e,{prettyErrors:!1}),[s]=o.errors;if(s!==void 0){let l=e.slice(0,s.pos[0]).split(`
`).length;return r.push({input:t,what:`line ${l} is not YAML`,why:s.code,instead:`write a list: - ${n[0]}: \u2026`}),[]}let a=o.toJS();if(!Array.isArray(a)||!a.every(rr))return r.push({input:t,what:"is not a list of entries",instead:`write a list: - ${n[0]}: \u2026`}),[];for(let[l,c]of a.entries())for(let u of Object.keys(c).filter(d=>!n.includes(d)))r.push({input:t,what:`entry ${l+1} has "${u}", which it does not take`,instead:`write ${O(u,n)??n.join(", ")}`});return a}function rr(t){return typeof t=="object"&&t!==null&&!Array.isArray(t)}function H(t,e){let n=t[e];return n==null?"":String(n).trim()}function kt(t,e,n){let r=t[e];return(Array.isArray(r)?r.map(String):H(t,e).split(n)).map(o=>o.trim()).filter(o=>o!=="")}function ir(t,e,n){let[r,i,o]=[H(t,"name"),H(t,"endpoint"),H(t,"buildkitd-flags")],s=Fe(i);return s!==void 0?(n.push({input:"append",what:`entry ${e+1}: endpoint "${i}" ${s}`,instead:Be}),[]):[{...r===""?{}:{name:r},...i===""?{}:{endpoint:i},platforms:kt(t,"platforms",/[,\n]/),driverOpts:kt(t,"driver-opts",/\n/),...o===""?{}:{buildkitdFlags:o}}]}var Be="write the name of a docker context, tcp://host:port, ssh://user@host or unix:///path";function Fe(t){if(/^-/.test(t)||/^[a-z]+:\/\/([^/@]*@)?-/.test(t))return"starts with a dash";if(/\s/.test(t))return"holds a blank"}function or(t,e,n){let r=H(t,"ecr").toLowerCase()||"auto";return r!=="auto"&&r!=="true"&&r!=="false"?(n.push({input:"registry-auth",what:`entry ${e+1}: ecr is "${r}"`,instead:"write auto, true or false"}),[]):[{registry:H(t,"registry"),username:H(t,"username"),password:H(t,"password"),ecr:r}]}var h=class t extends Error{constructor(e,n,r,...i){Array.isArray(n)&&(n=n.join(" ").trim()),super(n),Error.captureStackTrace!==void 0&&Error.captureStackTrace(this,t),this.code=e;for(let o of i)for(let s in o){let a=o[s];this[s]=Buffer.isBuffer(a)?a.toString(r.encoding):a==null?a:JSON.parse(JSON.stringify(a))}}};var ae=function(t){return typeof t=="object"&&t!==null&&!Array.isArray(t)};var we=function(t){let e=[];for(let n=0,r=t.length;n<r;n++){let i=t[n];if(i==null||i===!1)e[n]={disabled:!0};else if(typeof i=="string"||typeof i=="number")e[n]={name:`${i}`};else if(ae(i)){if(typeof i.name!="string")throw new h("CSV_OPTION_COLUMNS_MISSING_NAME",["Option columns missing name:",`property "name" is required at position ${n}`,"when column is an object literal"]);e[n]=i}else throw new h("CSV_INVALID_COLUMN_DEFINITION",["Invalid column definition:","expect a string or a literal object,",`got ${JSON.stringify(i)} at position ${n}`])}return e};var He=class{constructor(e=100){this.size=e,this.length=0,this.buf=Buffer.allocUnsafe(e)}prepend(e){if(Buffer.isBuffer(e)){let n=this.length+e.length;if(n>=this.size&&(this.resize(),n>=this.size))throw Error("INVALID_BUFFER_STATE");let r=this.buf;this.buf=Buffer.allocUnsafe(this.size),e.copy(this.buf,0),r.copy(this.buf,e.length),this.length+=e.length}else{let n=this.length++;n===this.size&&this.resize();let r=this.clone();this.buf[0]=e,r.copy(this.buf,1,0,n)}}append(e){let n=this.length++;n===this.size&&this.resize(),this.buf[n]=e}clone(){return Buffer.from(this.buf.slice(0,this.length))}resize(){let e=this.length;this.size=this.size*2;let n=Buffer.allocUnsafe(this.size);this.buf.copy(n,0,0,e),this.buf=n}toString(e){return e?this.buf.toString(e,0,this.length):Uint8Array.prototype.slice.call(this.buf.slice(0,this.length))}toJSON(){return this.toString("utf8")}reset(){this.length=0}},Ue=He;var Rt=function(t){let e=[32,9,10,13,12,11,160,5760,8192,8193,8194,8195,8196,8197,8198,8199,8200,8201,8202,8232,8233,8239,8287,12288,65279].reduce((r,i)=>{let o=Buffer.from(String.fromCharCode(i),t.encoding);return i!==63&&o.length===1&&o[0]===63||r.push(o),r},[]),n=new Uint8Array(256);for(let r of e)n[r[0]]=1;return{bomSkipped:!1,bufBytesStart:0,castField:t.cast_function,commenting:!1,delimiterBufPrevious:void 0,delimiterDiscovered:!1,error:void 0,enabled:t.from_line===1,escaping:!1,escapeIsQuote:Buffer.isBuffer(t.escape)&&Buffer.isBuffer(t.quote)&&Buffer.compare(t.escape,t.quote)===0,expectedRecordLength:Array.isArray(t.columns)?t.columns.length:void 0,field:new Ue(20),firstLineToHeaders:t.cast_first_line_to_header,needMoreDataSize:Math.max(t.comment!==null?t.comment.length:0,...t.delimiter?t.delimiter.map(r=>r.length):[],t.delimiter_auto?1:0,t.quote!==null?t.quote.length:0,...e.map(r=>r.length)),previousBuf:void 0,quoting:!1,stop:!1,rawBuffer:new Ue(100),record:[],recordHasError:!1,record_length:0,recordDelimiterMaxLength:t.record_delimiter.length===0?0:Math.max(...t.record_delimiter.map(r=>r.length)),trimChars:[Buffer.from(" ",t.encoding)[0],Buffer.from("	",t.encoding)[0]],wasQuoting:!1,wasRowDelimiter:!1,timchars:e,timcharFirstBytes:n}};var Ot=function(t){return t.replace(/([A-Z])/g,function(e,n){return"_"+n.toLowerCase()})};var K=function(t){let e={};for(let r in t)e[Ot(r)]=t[r];if(e.encoding===void 0||e.encoding===!0)e.encoding="utf8";else if(e.encoding===null||e.encoding===!1)e.encoding=null;else if(typeof e.encoding!="string"&&e.encoding!==null)throw new h("CSV_INVALID_OPTION_ENCODING",["Invalid option encoding:","encoding must be a string or null to return a buffer,",`got ${JSON.stringify(e.encoding)}`],e);if(e.bom===void 0||e.bom===null||e.bom===!1)e.bom=!1;else if(e.bom!==!0)throw new h("CSV_INVALID_OPTION_BOM",["Invalid option bom:","bom must be true,",`got ${JSON.stringify(e.bom)}`],e);if(e.cast_function=null,e.cast===void 0||e.cast===null||e.cast===!1||e.cast==="")e.cast=void 0;else if(typeof e.cast=="function")e.cast_function=e.cast,e.cast=!0;else if(e.cast!==!0)throw new h("CSV_INVALID_OPTION_CAST",["Invalid option cast:","cast must be true or a function,",`got ${JSON.stringify(e.cast)}`],e);if(e.cast_date===void 0||e.cast_date===null||e.cast_date===!1||e.cast_date==="")e.cast_date=!1;else if(e.cast_date===!0)e.cast_date=function(r){let i=Date.parse(r);return isNaN(i)?r:new Date(i)};else if(typeof e.cast_date!="function")throw new h("CSV_INVALID_OPTION_CAST_DATE",["Invalid option cast_date:","cast_date must be true or a function,",`got ${JSON.stringify(e.cast_date)}`],e);if(e.cast_first_line_to_header=void 0,e.columns===!0)e.cast_first_line_to_header=void 0;else if(typeof e.columns=="function")e.cast_first_line_to_header=e.columns,e.columns=!0;else if(Array.isArray(e.columns))e.columns=we(e.columns);else if(e.columns===void 0||e.columns===null||e.columns===!1)e.columns=!1;else throw new h("CSV_INVALID_OPTION_COLUMNS",["Invalid option columns:","expect an array, a function or true,",`got ${JSON.stringify(e.columns)}`],e);if(e.group_columns_by_name===void 0||e.group_columns_by_name===null||e.group_columns_by_name===!1)e.group_columns_by_name=!1;else{if(e.group_columns_by_name!==!0)throw new h("CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",["Invalid option group_columns_by_name:","expect an boolean,",`got ${JSON.stringify(e.group_columns_by_name)}`],e);if(e.columns===!1)throw new h("CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",["Invalid option group_columns_by_name:","the `columns` mode must be activated."],e)}if(e.comment===void 0||e.comment===null||e.comment===!1||e.comment==="")e.comment=null;else if(typeof e.comment=="string"&&(e.comment=Buffer.from(e.comment,e.encoding)),!Buffer.isBuffer(e.comment))throw new h("CSV_INVALID_OPTION_COMMENT",["Invalid option comment:","comment must be a buffer or a string,",`got ${JSON.stringify(e.comment)}`],e);if(e.comment_no_infix===void 0||e.comment_no_infix===null||e.comment_no_infix===!1)e.comment_no_infix=!1;else if(e.comment_no_infix!==!0)throw new h("CSV_INVALID_OPTION_COMMENT",["Invalid option comment_no_infix:","value must be a boolean,",`got ${JSON.stringify(e.comment_no_infix)}`],e);if(e.delimiter_auto===void 0||e.delimiter_auto===null||e.delimiter_auto===!1)e.delimiter_auto=!1;else if(e.delimiter_auto===!0)e.delimiter_auto={};else if(!ae(e.delimiter_auto))throw new h("CSV_INVALID_OPTION_DELIMITER_AUTO",["Invalid option delimiter_auto:","delimiter_auto must be a boolean or a configuration object,",`got ${JSON.stringify(e.delimiter_auto)}`],e);if(e.delimiter_auto){if(e.delimiter_auto.preferred===void 0)e.delimiter_auto.preferred={44:1.8,9:1.8,59:1.6,32:1.6,58:1.5,46:1.4,47:1.4};else if(!ae(e.delimiter_auto.preferred))throw new h("CSV_INVALID_OPTION_DELIMITER_AUTO",["Invalid option delimiter_auto:","preferred must be an object,",`got ${JSON.stringify(e.delimiter_auto.preferred)}`],e);if(e.delimiter_auto.score===void 0)e.delimiter_auto.score=(r,i)=>(r.total-r.std)*(i.preferred[r.char_code]||1);else if(typeof e.delimiter_auto.score!="function")throw new h("CSV_INVALID_OPTION_DELIMITER_AUTO",["Invalid option delimiter_auto:","score must be a function,",`got ${JSON.stringify(e.delimiter_auto.score)}`],e);if(e.delimiter_auto.size===void 0)e.delimiter_auto.size=2048;else if(typeof e.delimiter_auto.size!="number")throw new h("CSV_INVALID_OPTION_DELIMITER_AUTO",["Invalid option delimiter_auto:","size must be a number,",`got ${JSON.stringify(e.delimiter_auto.size)}`],e)}let n=JSON.stringify(e.delimiter);if(e.delimiter_auto!==!1&&(e.delimiter=[]),Array.isArray(e.delimiter)||((e.delimiter===void 0||e.delimiter===null||e.delimiter===!1)&&(e.delimiter=Buffer.from(",",e.encoding)),e.delimiter=[e.delimiter]),e.delimiter=e.delimiter.map(function(r){if(typeof r=="string"&&(r=Buffer.from(r,e.encoding)),!Buffer.isBuffer(r)||r.length===0)throw new h("CSV_INVALID_OPTION_DELIMITER",["Invalid option delimiter:","delimiter must be a non empty string or buffer or array of string|buffer,",`got ${n}`],e);return r}),e.escape===void 0||e.escape===!0?e.escape=Buffer.from('"',e.encoding):typeof e.escape=="string"?e.escape=Buffer.from(e.escape,e.encoding):(e.escape===null||e.escape===!1)&&(e.escape=null),e.escape!==null&&!Buffer.isBuffer(e.escape))throw new Error(`Invalid Option: escape must be a buffer, a string or a boolean, got ${JSON.stringify(e.escape)}`);if(e.from===void 0||e.from===null)e.from=1;else if(typeof e.from=="string"&&/\d+/.test(e.from)&&(e.from=parseInt(e.from)),Number.isInteger(e.from)){if(e.from<0)throw new Error(`Invalid Option: from must be a positive integer, got ${JSON.stringify(t.from)}`)}else throw new Error(`Invalid Option: from must be an integer, got ${JSON.stringify(e.from)}`);if(e.from_line===void 0||e.from_line===null)e.from_line=1;else if(typeof e.from_line=="string"&&/\d+/.test(e.from_line)&&(e.from_line=parseInt(e.from_line)),Number.isInteger(e.from_line)){if(e.from_line<=0)throw new Error(`Invalid Option: from_line must be a positive integer greater than 0, got ${JSON.stringify(t.from_line)}`)}else throw new Error(`Invalid Option: from_line must be an integer, got ${JSON.stringify(t.from_line)}`);if(e.ignore_last_delimiters===void 0||e.ignore_last_delimiters===null)e.ignore_last_delimiters=!1;else if(typeof e.ignore_last_delimiters=="number")e.ignore_last_delimiters=Math.floor(e.ignore_last_delimiters),e.ignore_last_delimiters===0&&(e.ignore_last_delimiters=!1);else if(typeof e.ignore_last_delimiters!="boolean")throw new h("CSV_INVALID_OPTION_IGNORE_LAST_DELIMITERS",["Invalid option `ignore_last_delimiters`:","the value must be a boolean value or an integer,",`got ${JSON.stringify(e.ignore_last_delimiters)}`],e);if(e.ignore_last_delimiters===!0&&e.columns===!1)throw new h("CSV_IGNORE_LAST_DELIMITERS_REQUIRES_COLUMNS",["The option `ignore_last_delimiters`","requires the activation of the `columns` option"],e);if(e.info===void 0||e.info===null||e.info===!1)e.info=!1;else if(e.info!==!0)throw new Error(`Invalid Option: info must be true, got ${JSON.stringify(e.info)}`);if(e.max_record_size===void 0||e.max_record_size===null||e.max_record_size===!1)e.max_record_size=0;else if(!(Number.isInteger(e.max_record_size)&&e.max_record_size>=0))if(typeof e.max_record_size=="string"&&/\d+/.test(e.max_record_size))e.max_record_size=parseInt(e.max_record_size);else throw new Error(`Invalid Option: max_record_size must be a positive integer, got ${JSON.stringify(e.max_record_size)}`);if(e.objname===void 0||e.objname===null||e.objname===!1)e.objname=void 0;else if(Buffer.isBuffer(e.objname)){if(e.objname.length===0)throw new Error("Invalid Option: objname must be a non empty buffer");e.encoding===null||(e.objname=e.objname.toString(e.encoding))}else if(typeof e.objname=="string"){if(e.objname.length===0)throw new Error("Invalid Option: objname must be a non empty string")}else if(typeof e.objname!="number")throw new Error(`Invalid Option: objname must be a string or a buffer, got ${e.objname}`);if(e.objname!==void 0){if(typeof e.objname=="number"){if(e.columns!==!1)throw Error("Invalid Option: objname index cannot be combined with columns or be defined as a field")}else if(e.columns===!1)throw Error("Invalid Option: objname field must be combined with columns or be defined as an index")}if(e.on_record===void 0||e.on_record===null)e.on_record=void 0;else if(typeof e.on_record!="function")throw new h("CSV_INVALID_OPTION_ON_RECORD",["Invalid option `on_record`:","expect a function,",`got ${JSON.stringify(e.on_record)}`],e);if(e.on_skip!==void 0&&e.on_skip!==null&&typeof e.on_skip!="function")throw new Error(`Invalid Option: on_skip must be a function, got ${JSON.stringify(e.on_skip)}`);if(e.quote===null||e.quote===!1||e.quote==="")e.quote=null;else if(e.quote===void 0||e.quote===!0?e.quote=Buffer.from('"',e.encoding):typeof e.quote=="string"&&(e.quote=Buffer.from(e.quote,e.encoding)),!Buffer.isBuffer(e.quote))throw new Error(`Invalid Option: quote must be a buffer or a string, got ${JSON.stringify(e.quote)}`);if(e.raw===void 0||e.raw===null||e.raw===!1)e.raw=!1;else if(e.raw!==!0)throw new Error(`Invalid Option: raw must be true, got ${JSON.stringify(e.raw)}`);if(e.record_delimiter===void 0)e.record_delimiter=[];else if(typeof e.record_delimiter=="string"||Buffer.isBuffer(e.record_delimiter)){if(e.record_delimiter.length===0)throw new h("CSV_INVALID_OPTION_RECORD_DELIMITER",["Invalid option `record_delimiter`:","value must be a non empty string or buffer,",`got ${JSON.stringify(e.record_delimiter)}`],e);e.record_delimiter=[e.record_delimiter]}else if(!Array.isArray(e.record_delimiter))throw new h("CSV_INVALID_OPTION_RECORD_DELIMITER",["Invalid option `record_delimiter`:","value must be a string, a buffer or array of string|buffer,",`got ${JSON.stringify(e.record_delimiter)}`],e);if(e.record_delimiter=e.record_delimiter.map(function(r,i){if(typeof r!="string"&&!Buffer.isBuffer(r))throw new h("CSV_INVALID_OPTION_RECORD_DELIMITER",["Invalid option `record_delimiter`:","value must be a string, a buffer or array of string|buffer",`at index ${i},`,`got ${JSON.stringify(r)}`],e);if(r.length===0)throw new h("CSV_INVALID_OPTION_RECORD_DELIMITER",["Invalid option `record_delimiter`:","value must be a non empty string or buffer",`at index ${i},`,`got ${JSON.stringify(r)}`],e);return typeof r=="string"&&(r=Buffer.from(r,e.encoding)),r}),typeof e.relax_column_count!="boolean")if(e.relax_column_count===void 0||e.relax_column_count===null)e.relax_column_count=!1;else throw new Error(`Invalid Option: relax_column_count must be a boolean, got ${JSON.stringify(e.relax_column_count)}`);if(typeof e.relax_column_count_less!="boolean")if(e.relax_column_count_less===void 0||e.relax_column_count_less===null)e.relax_column_count_less=!1;else throw new Error(`Invalid Option: relax_column_count_less must be a boolean, got ${JSON.stringify(e.relax_column_count_less)}`);if(typeof e.relax_column_count_more!="boolean")if(e.relax_column_count_more===void 0||e.relax_column_count_more===null)e.relax_column_count_more=!1;else throw new Error(`Invalid Option: relax_column_count_more must be a boolean, got ${JSON.stringify(e.relax_column_count_more)}`);if(typeof e.relax_quotes!="boolean")if(e.relax_quotes===void 0||e.relax_quotes===null)e.relax_quotes=!1;else throw new Error(`Invalid Option: relax_quotes must be a boolean, got ${JSON.stringify(e.relax_quotes)}`);if(typeof e.skip_empty_lines!="boolean")if(e.skip_empty_lines===void 0||e.skip_empty_lines===null)e.skip_empty_lines=!1;else throw new Error(`Invalid Option: skip_empty_lines must be a boolean, got ${JSON.stringify(e.skip_empty_lines)}`);if(typeof e.skip_records_with_empty_values!="boolean")if(e.skip_records_with_empty_values===void 0||e.skip_records_with_empty_values===null)e.skip_records_with_empty_values=!1;else throw new Error(`Invalid Option: skip_records_with_empty_values must be a boolean, got ${JSON.stringify(e.skip_records_with_empty_values)}`);if(typeof e.skip_records_with_error!="boolean")if(e.skip_records_with_error===void 0||e.skip_records_with_error===null)e.skip_records_with_error=!1;else throw new Error(`Invalid Option: skip_records_with_error must be a boolean, got ${JSON.stringify(e.skip_records_with_error)}`);if(e.rtrim===void 0||e.rtrim===null||e.rtrim===!1)e.rtrim=!1;else if(e.rtrim!==!0)throw new Error(`Invalid Option: rtrim must be a boolean, got ${JSON.stringify(e.rtrim)}`);if(e.ltrim===void 0||e.ltrim===null||e.ltrim===!1)e.ltrim=!1;else if(e.ltrim!==!0)throw new Error(`Invalid Option: ltrim must be a boolean, got ${JSON.stringify(e.ltrim)}`);if(e.trim===void 0||e.trim===null||e.trim===!1)e.trim=!1;else if(e.trim!==!0)throw new Error(`Invalid Option: trim must be a boolean, got ${JSON.stringify(e.trim)}`);if(e.trim===!0&&t.ltrim!==!1?e.ltrim=!0:e.ltrim!==!0&&(e.ltrim=!1),e.trim===!0&&t.rtrim!==!1?e.rtrim=!0:e.rtrim!==!0&&(e.rtrim=!1),e.to===void 0||e.to===null)e.to=-1;else if(e.to!==-1)if(typeof e.to=="string"&&/\d+/.test(e.to)&&(e.to=parseInt(e.to)),Number.isInteger(e.to)){if(e.to<=0)throw new Error(`Invalid Option: to must be a positive integer greater than 0, got ${JSON.stringify(t.to)}`)}else throw new Error(`Invalid Option: to must be an integer, got ${JSON.stringify(t.to)}`);if(e.to_line===void 0||e.to_line===null)e.to_line=-1;else if(e.to_line!==-1)if(typeof e.to_line=="string"&&/\d+/.test(e.to_line)&&(e.to_line=parseInt(e.to_line)),Number.isInteger(e.to_line)){if(e.to_line<=0)throw new Error(`Invalid Option: to_line must be a positive integer greater than 0, got ${JSON.stringify(t.to_line)}`)}else throw new Error(`Invalid Option: to_line must be an integer, got ${JSON.stringify(t.to_line)}`);return e};var Ct=function(t,e){e||({delimiter_auto:e}=K({delimiter_auto:!0})),typeof t=="string"&&(t=Buffer.from(t)),Buffer.isBuffer(t)&&(t=(i=>{let o=[],s=xe({delimiter:[]}),a=u=>o.push(u),l=()=>{},c=s.parse(i,!0,a,l);if(c!==void 0)throw c;return o})(t));let n=Array(127).fill().map(()=>({lines:[]}));t.map(([i],o)=>{for(let s=0,a=i.length;s<a;s++){let l=i.charCodeAt(s);n[l].lines[o]===void 0&&(n[l].lines[o]=0),n[l].lines[o]++}}),n.map((i,o)=>{i.char_code=o,i.std=sr(i.lines),i.total=i.lines.reduce((s,a)=>s+a,0),i.preferred=!!e.preferred[o],i.score=e.score(i,e)});let r=n.reduce((i,o)=>i.score>o.score?i:o,{});return String.fromCharCode(r.char_code)},sr=function(t){let e=t.length;if(e===0)return 0;let n=t.reduce((r,i)=>r+i)/e;return Math.sqrt(t.map(r=>Math.pow(r-n,2)).reduce((r,i)=>r+i)/e)};var Et=function(t){return t.every(e=>e==null||e.toString&&e.toString().trim()==="")},ar=13,lr=10,Y={utf8:Buffer.from([239,187,191]),utf16le:Buffer.from([255,254])},xe=function(t={}){let e={bytes:0,bytes_records:0,comment_lines:0,empty_lines:0,invalid_field_length:0,lines:1,records:0},n=K(t);return{info:e,original_options:t,options:n,state:Rt(n),__needMoreData:function(r,i,o){if(o)return!1;let{encoding:s,escape:a,quote:l}=this.options,{quoting:c,needMoreDataSize:u,recordDelimiterMaxLength:d}=this.state,f=i-r-1,p=Math.max(u,d===0?Buffer.from(`\r
`,s).length:d,c?(a===null?0:a.length)+l.length:0,c?l.length+d:0);return f<p},parse:function(r,i,o,s){let{bom:a,comment_no_infix:l,delimiter_auto:c,encoding:u,from_line:d,ltrim:f,max_record_size:p,raw:S,relax_quotes:x,rtrim:R,skip_empty_lines:k,to:y,to_line:b}=this.options,{comment:E,escape:L,quote:A,record_delimiter:G}=this.options,{bomSkipped:oe,delimiterDiscovered:Ge,delimiterBufPrevious:J,rawBuffer:se,escapeIsQuote:Zn}=this.state;if(!Ge&&c){let $;if(J===void 0?$=r:J!==void 0&&r===void 0?$=J:$=Buffer.concat([J,r]),r=void 0,i||$.length>c.size)this.options.delimiter=[Buffer.from(Ct($,this.options.delimiter_auto))],this.state.previousBuf=$,this.state.delimiterBufPrevious=void 0,this.state.delimiterDiscovered=!0;else{this.state.delimiterBufPrevious=$;return}}let{previousBuf:$e}=this.state,g;if($e===void 0)if(r===void 0){s();return}else g=r;else $e!==void 0&&r===void 0?g=$e:g=Buffer.concat([$e,r]);if(oe===!1)if(a===!1)this.state.bomSkipped=!0;else if(g.length<3){if(i===!1){this.state.previousBuf=g;return}}else{for(let $ in Y)if(Y[$].compare(g,0,Y[$].length)===0){let F=Y[$].length;this.state.bufBytesStart+=F,g=g.slice(F);let ye=K({...this.original_options,encoding:$});for(let v in ye)this.options[v]=ye[v];({comment:E,escape:L,quote:A}=this.options);break}this.state.bomSkipped=!0}let Me=g.length,m;for(m=0;m<Me&&!this.__needMoreData(m,Me,i);m++){if(this.state.wasRowDelimiter===!0&&(this.info.lines++,this.state.wasRowDelimiter=!1),b!==-1&&this.info.lines>b){this.state.stop=!0,s();return}this.state.quoting===!1&&G.length===0&&this.__autoDiscoverRecordDelimiter(g,m)&&(G=this.options.record_delimiter);let $=g[m];if(S===!0&&se.append($),($===ar||$===lr)&&this.state.wasRowDelimiter===!1&&(this.state.wasRowDelimiter=!0),this.state.escaping===!0)this.state.escaping=!1;else{if(L!==null&&this.state.quoting===!0&&this.__isEscape(g,m,$)&&m+L.length<Me)if(Zn){if(this.__isQuote(g,m+L.length)){this.state.escaping=!0,m+=L.length-1;continue}}else{this.state.escaping=!0,m+=L.length-1;continue}if(this.state.commenting===!1&&this.__isQuote(g,m))if(this.state.quoting===!0){let v=g[m+A.length],q=R&&this.__isCharTrimable(g,m+A.length),M=E!==null&&this.__compareBytes(E,g,m+A.length,v),j=this.__isDelimiter(g,m+A.length,v),_e=G.length===0?this.__autoDiscoverRecordDelimiter(g,m+A.length):this.__isRecordDelimiter(v,g,m+A.length);if(L!==null&&this.__isEscape(g,m,$)&&this.__isQuote(g,m+L.length))m+=L.length-1;else if(!v||j||_e||M||q){this.state.quoting=!1,this.state.wasQuoting=!0,m+=A.length-1;continue}else if(x===!1){let wt=this.__error(new h("CSV_INVALID_CLOSING_QUOTE",["Invalid Closing Quote:",`got "${String.fromCharCode(v)}"`,`at line ${this.info.lines}`,"instead of delimiter, record delimiter, trimable character","(if activated) or comment"],this.options,this.__infoField()));if(wt!==void 0)return wt}else this.state.quoting=!1,this.state.wasQuoting=!0,this.state.field.prepend(A),m+=A.length-1}else if(this.state.field.length!==0){if(x===!1){let v=this.__infoField(),q=Object.keys(Y).map(j=>Y[j].equals(this.state.field.toString())?j:!1).filter(Boolean)[0],M=this.__error(new h("INVALID_OPENING_QUOTE",["Invalid Opening Quote:",`a quote is found on field ${JSON.stringify(v.column)} at line ${v.lines}, value is ${JSON.stringify(this.state.field.toString(u))}`,q?`(${q} bom)`:void 0],this.options,v,{field:this.state.field}));if(M!==void 0)return M}}else{this.state.quoting=!0,m+=A.length-1;continue}if(this.state.quoting===!1){let v=this.__isRecordDelimiter($,g,m);if(v!==0){if(this.state.commenting&&this.state.wasQuoting===!1&&this.state.record.length===0&&this.state.field.length===0)this.info.comment_lines++;else{if(this.state.enabled===!1&&this.info.lines+(this.state.wasRowDelimiter===!0?1:0)>=d){this.state.enabled=!0,this.__resetField(),this.__resetRecord(),m+=v-1;continue}if(k===!0&&this.state.wasQuoting===!1&&this.state.record.length===0&&this.state.field.length===0){this.info.empty_lines++,m+=v-1;continue}this.info.bytes=this.state.bufBytesStart+m;let j=this.__onField();if(j!==void 0)return j;this.info.bytes=this.state.bufBytesStart+m+v;let _e=this.__onRecord(o);if(_e!==void 0)return _e;if(y!==-1&&this.info.records>=y){this.state.stop=!0,s();return}}this.state.commenting=!1,m+=v-1;continue}if(this.state.commenting)continue;if(E!==null&&(l===!1||this.state.record.length===0&&this.state.field.length===0)&&this.__compareBytes(E,g,m,$)!==0){this.state.commenting=!0;continue}let q=this.__isDelimiter(g,m,$);if(q!==0){this.info.bytes=this.state.bufBytesStart+m;let M=this.__onField();if(M!==void 0)return M;m+=q-1;continue}}}if(this.state.commenting===!1&&p!==0&&this.state.record_length+this.state.field.length>p)return this.__error(new h("CSV_MAX_RECORD_SIZE",["Max Record Size:","record exceed the maximum number of tolerated bytes",`of ${p}`,`at line ${this.info.lines}`],this.options,this.__infoField()));let F=f===!1||this.state.quoting===!0||this.state.field.length!==0||!this.__isCharTrimable(g,m),ye=R===!1||this.state.wasQuoting===!1;if(F===!0&&ye===!0)this.state.field.append($);else{if(R===!0&&!this.__isCharTrimable(g,m))return this.__error(new h("CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE",["Invalid Closing Quote:","found non trimable byte after quote",`at line ${this.info.lines}`],this.options,this.__infoField()));F===!1&&(m+=this.__isCharTrimable(g,m)-1);continue}}if(i===!0)if(this.state.quoting===!0){let $=this.__error(new h("CSV_QUOTE_NOT_CLOSED",["Quote Not Closed:",`the parsing is finished with an opening quote at line ${this.info.lines}`],this.options,this.__infoField()));if($!==void 0)return $}else if(this.state.wasQuoting===!0||this.state.record.length!==0||this.state.field.length!==0){this.info.bytes=this.state.bufBytesStart+m;let $=this.__onField();if($!==void 0)return $;let F=this.__onRecord(o);if(F!==void 0)return F}else this.state.wasRowDelimiter===!0?this.info.empty_lines++:this.state.commenting===!0&&this.info.comment_lines++;else this.state.bufBytesStart+=m,this.state.previousBuf=g.slice(m);this.state.wasRowDelimiter===!0&&(this.info.lines++,this.state.wasRowDelimiter=!1)},__onRecord:function(r){let{columns:i,group_columns_by_name:o,encoding:s,info:a,from:l,relax_column_count:c,relax_column_count_less:u,relax_column_count_more:d,raw:f,skip_records_with_empty_values:p}=this.options,{enabled:S,record:x}=this.state;if(S===!1)return this.__resetRecord();let R=x.length;if(i===!0){if(p===!0&&Et(x)){this.__resetRecord();return}return this.__firstLineToColumns(x)}if(i===!1&&this.info.records===0&&(this.state.expectedRecordLength=R),R!==this.state.expectedRecordLength){let k=i===!1?new h("CSV_RECORD_INCONSISTENT_FIELDS_LENGTH",["Invalid Record Length:",`expect ${this.state.expectedRecordLength},`,`got ${R} on line ${this.info.lines}`],this.options,this.__infoField(),{record:x}):new h("CSV_RECORD_INCONSISTENT_COLUMNS",["Invalid Record Length:",`columns length is ${i.length},`,`got ${R} on line ${this.info.lines}`],this.options,this.__infoField(),{record:x});if(c===!0||u===!0&&R<this.state.expectedRecordLength||d===!0&&R>this.state.expectedRecordLength)this.info.invalid_field_length++,this.state.error=k;else{let y=this.__error(k);if(y)return y}}if(p===!0&&Et(x)){this.__resetRecord();return}if(this.state.recordHasError===!0){this.__resetRecord(),this.state.recordHasError=!1;return}if(this.info.records++,l===1||this.info.records>=l){let{objname:k}=this.options;if(i!==!1){let y={};for(let b=0,E=x.length;b<E;b++)i[b]===void 0||i[b].disabled||(o===!0&&Object.hasOwn(y,i[b].name)?Array.isArray(y[i[b].name])?y[i[b].name]=y[i[b].name].concat(x[b]):y[i[b].name]=[y[i[b].name],x[b]]:Object.defineProperty(y,i[b].name,{value:x[b],enumerable:!0,writable:!0,configurable:!0}));if(f===!0||a===!0){let b=Object.assign({record:y},f===!0?{raw:this.state.rawBuffer.toString(s)}:{},a===!0?{info:this.__infoRecord()}:{}),E=this.__push(k===void 0?b:[y[k],b],r);if(E)return E}else{let b=this.__push(k===void 0?y:[y[k],y],r);if(b)return b}}else if(f===!0||a===!0){let y=Object.assign({record:x},f===!0?{raw:this.state.rawBuffer.toString(s)}:{},a===!0?{info:this.__infoRecord()}:{}),b=this.__push(k===void 0?y:[x[k],y],r);if(b)return b}else{let y=this.__push(k===void 0?x:[x[k],x],r);if(y)return y}}this.__resetRecord()},__firstLineToColumns:function(r){let{firstLineToHeaders:i}=this.state;try{let o=i===void 0?r:i.call(null,r);if(!Array.isArray(o))return this.__error(new h("CSV_INVALID_COLUMN_MAPPING",["Invalid Column Mapping:","expect an array from column function,",`got ${JSON.stringify(o)}`],this.options,this.__infoField(),{headers:o}));let s=we(o);this.state.expectedRecordLength=s.length,this.options.columns=s,this.__resetRecord();return}catch(o){return o}},__resetRecord:function(){this.options.raw===!0&&this.state.rawBuffer.reset(),this.state.error=void 0,this.state.record=[],this.state.record_length=0},__onField:function(){let{cast:r,encoding:i,rtrim:o,max_record_size:s}=this.options,{enabled:a,wasQuoting:l}=this.state;if(a===!1)return this.__resetField();let c=this.state.field.toString(i);if(o===!0&&l===!1&&(c=c.trimRight()),r===!0){let[u,d]=this.__cast(c);if(u!==void 0)return u;c=d}this.state.record.push(c),s!==0&&typeof c=="string"&&(this.state.record_length+=c.length),this.__resetField()},__resetField:function(){this.state.field.reset(),this.state.wasQuoting=!1},__push:function(r,i){let{on_record:o}=this.options;if(o!==void 0){let s=this.__infoRecord();try{r=o.call(null,r,s)}catch(a){return a}if(r==null)return}this.info.bytes_records+=this.info.bytes,i(r)},__cast:function(r){let{columns:i,relax_column_count:o}=this.options;if(Array.isArray(i)===!0&&o&&this.options.columns.length<=this.state.record.length)return[void 0,void 0];if(this.state.castField!==null)try{let a=this.__infoField();return[void 0,this.state.castField.call(null,r,a)]}catch(a){return[a]}if(this.__isFloat(r))return[void 0,parseFloat(r)];if(this.options.cast_date!==!1){let a=this.__infoField();return[void 0,this.options.cast_date.call(null,r,a)]}return[void 0,r]},__compareBytes:function(r,i,o,s){if(r[0]!==s)return 0;let a=r.length;for(let l=1;l<a;l++)if(r[l]!==i[o+l])return 0;return a},__isCharTrimable:function(r,i){let{timchars:o,timcharFirstBytes:s}=this.state,a=r[i];if(a===void 0||s[a]===0)return 0;e:for(let l=0;l<o.length;l++){let c=o[l];for(let u=0;u<c.length;u++)if(c[u]!==r[i+u])continue e;return c.length}return 0},__isDelimiter:function(r,i,o){let{delimiter:s,ignore_last_delimiters:a}=this.options;if(a===!0&&this.state.record.length===this.options.columns.length-1)return 0;if(a!==!1&&typeof a=="number"&&this.state.record.length===a-1)return 0;e:for(let l=0;l<s.length;l++){let c=s[l];if(c[0]===o){for(let u=1;u<c.length;u++)if(c[u]!==r[i+u])continue e;return c.length}}return 0},__isEscape:function(r,i,o){let{escape:s}=this.options;if(s===null)return!1;let a=s.length;if(s[0]===o){for(let l=0;l<a;l++)if(s[l]!==r[i+l])return!1;return!0}return!1},__isFloat:function(r){return r-parseFloat(r)+1>=0},__isQuote:function(r,i){let{quote:o}=this.options;if(o===null)return!1;let s=o.length;for(let a=0;a<s;a++)if(o[a]!==r[i+a])return!1;return!0},__isRecordDelimiter:function(r,i,o){let{record_delimiter:s}=this.options,a=s.length;e:for(let l=0;l<a;l++){let c=s[l],u=c.length;if(c[0]===r){for(let d=1;d<u;d++)if(c[d]!==i[o+d])continue e;return c.length}}return 0},__autoDiscoverRecordDelimiter:function(r,i){let{encoding:o}=this.options,s=[Buffer.from(`\r
`,o),Buffer.from(`
`,o),Buffer.from("\r",o)];e:for(let a=0;a<s.length;a++){let l=s[a].length;for(let c=0;c<l;c++)if(s[a][c]!==r[i+c])continue e;return this.options.record_delimiter.push(s[a]),this.state.recordDelimiterMaxLength=s[a].length,s[a].length}return 0},__error:function(r){let{encoding:i,raw:o,skip_records_with_error:s}=this.options,a=typeof r=="string"?new Error(r):r;if(s){if(this.state.recordHasError=!0,this.options.on_skip!==void 0)try{this.options.on_skip(a,o?this.state.rawBuffer.toString(i):void 0)}catch(l){return l}return}else return a},__infoDataSet:function(){return{...this.info,columns:this.options.columns}},__infoRecord:function(){let{columns:r,raw:i,encoding:o}=this.options;return{...this.__infoDataSet(),bytes_records:this.info.bytes,error:this.state.error,header:r===!0,index:this.state.record.length,raw:i?this.state.rawBuffer.toString(o):void 0}},__infoField:function(){let{columns:r}=this.options,i=Array.isArray(r),o=this.info.bytes_records;return{...this.__infoRecord(),bytes_records:o,column:i===!0?r.length>this.state.record.length?r[this.state.record.length].name:null:this.state.record.length,quoting:this.state.wasQuoting}}}};var le=function(t,e={}){typeof t=="string"&&(t=Buffer.from(t));let n=e&&e.objname?Object.create(null):[],r=xe(e),i=a=>{r.options.objname===void 0?n.push(a):n[a[0]]=a[1]},o=()=>{},s=r.parse(t,!0,i,o);if(s!==void 0)throw s;return n};function ve(t,{comma:e,comments:n=!1,trim:r=!0}){return t.trim()===""?[]:le(t.replace(/\r\n?/g,`
`),{columns:!1,relaxColumnCount:!0,relaxQuotes:!0,skipEmptyLines:!0,trim:r,info:!0,delimiter:e?",":"\0",...n?{comment:"#"}:{}}).flatMap(({record:o,info:s})=>o.map(a=>({text:r?a.trim():a,line:s.lines-cr(o)}))).filter(({text:o})=>o.trim()!=="")}function cr(t){return t.join("").split(`
`).length-1}function D(t){let e=t.indexOf("=");return e<0?{key:t,value:void 0}:{key:t.slice(0,e),value:t.slice(e+1)}}function ce(t){let[e=[]]=le(t,{columns:!1,relaxColumnCount:!0,relaxQuotes:!0,trim:!0});return e.map(D)}function oa(t){return t.map(({key:e,value:n})=>n===void 0?e:`${e}=${n}`).map(e=>/[",\n]/.test(e)?`"${e.replaceAll('"','""')}"`:e).join(",")}var ur=/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/,At="[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?",dr=new RegExp(`^(?:${At}(?:\\.${At})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`),fr=new RegExp("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$"),mr=/^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-f]{32,}$/,pr={sha256:64,sha384:96,sha512:128},It="write registry/name:tag, such as ghcr.io/owner/app:1.0";function hr(t){return fr.test(t)}function gr(t){let e=Lt(t);if(e!==void 0)return{why:e,instead:_r(t)};let{name:n,tag:r,digest:i}=qe(t);return{name:n,...br(n),...r===void 0?{}:{tag:r},...i===void 0?{}:{digest:i}}}function Tt(t){let e=gr(t);return"why"in e||e.digest===void 0?e:{why:"a digest is the result of a build and cannot be chosen",instead:`write ${e.name}:${e.tag??"tag"}`}}function qe(t){let e=t.indexOf("@"),n=e<0?t:t.slice(0,e),r=e<0?void 0:t.slice(e+1),i=n.indexOf(":",n.lastIndexOf("/")+1);return i<0||n.startsWith("[")&&!n.includes("/")?{name:n,tag:void 0,digest:r}:{name:n.slice(0,i),tag:n.slice(i+1),digest:r}}function je(t){let e=t.indexOf("/");if(e<0)return;let n=t.slice(0,e);return/[.:]/.test(n)||n==="localhost"?n:void 0}function br(t){let e=je(t),n=e===void 0?t:t.slice(e.length+1),r=e===void 0||e==="index.docker.io"?"docker.io":e;return{domain:r,path:r==="docker.io"&&!n.includes("/")?`library/${n}`:n}}function Lt(t){if(t.trim()==="")return"it is empty";if(t.includes("${{")||t.includes("{{"))return"an expression in it was not replaced";if(/\s/.test(t))return"a reference has no blanks";if(/^[a-z+]+:\/\//i.test(t))return"a reference has no scheme";let{name:e,tag:n,digest:r}=qe(t);return $r(e)??yr(n)??Dt(r)}function $r(t){let e=je(t),n=Pt(t);if(n!==void 0)return`the tag "${n}" holds a slash`;if(e!==void 0&&!dr.test(e))return`"${e}" is not a registry's host`;let r=e===void 0?t:t.slice(e.length+1);if(r==="")return"the name of the image is missing";if(r.split("/").includes(""))return"a part of the name between slashes is empty";if(/[A-Z]/.test(r))return"an image's name is in lower case";let i=r.split("/").find(o=>!ur.test(o));if(i!==void 0)return`"${i}" may hold only a-z and 0-9, with single dots, one or two underscores or dashes between them`;if(r.length>255)return`the name has ${r.length} characters, more than 255`;if(/^[a-f0-9]{64}$/.test(t))return"a name of 64 hexadecimal digits is the id of an image"}function Pt(t){return/^[^:[]*:([^/]*[^/0-9:][^/:]*\/[^:]*)$/.exec(t)?.[1]}function yr(t){return t===void 0||hr(t)?void 0:t===""?"the tag after the colon is empty":t.includes(":")?"there are two colons, and a tag holds none":t.length>128?`the tag has ${t.length} characters, more than 128`:/^[.-]/.test(t)?`a tag does not start with "${t[0]}"`:`a tag holds no "${/[^A-Za-z0-9_.-]/u.exec(t)?.[0]}"`}function Dt(t){if(t===void 0)return;if(t==="")return"the digest after the @ is empty";if(!mr.test(t))return"what stands after the @ is not a digest, such as sha256: and 64 hexadecimal digits";let[e="",n=""]=t.split(":"),r=pr[e];if(r!==void 0&&n.length!==r)return`a ${e} digest has ${r} hexadecimal digits, not ${n.length}`}function _r(t){if(t.includes("{{"))return It;let e=wr(t);return e!==""&&Lt(e)===void 0?`write ${e}`:It}function wr(t){let e=t.normalize("NFKC").trim().replace(/^[a-z+]+:\/\//i,"").replace(/\s*([:/@])\s*/g,"$1").replace(/\s+/g,"-"),[n="",r]=e.split("@"),i=Pt(n),o=i===void 0?n:n.replace(i,i.replaceAll("/","-")),{name:s,tag:a}=qe(o),l=je(s),c=(l===void 0?s:s.slice(l.length+1)).split("/").map(xr).filter(p=>p!=="").join("/"),u=l===void 0?c:`${l}/${c}`,d=a===void 0?"":vr(a),f=r!==void 0&&Dt(r)===void 0?`@${r}`:"";return`${u}${d===""?"":`:${d}`}${f}`}function xr(t){return t.toLowerCase().replace(/[^a-z0-9._-]+/g,"-").replace(/[._-]*\.[._-]*/g,".").replace(/_{3,}|[_-]*(?:_-|-_)[_-]*/g,"-").replace(/^[._-]+|[._-]+$/g,"")}function vr(t){return t.replace(/[^A-Za-z0-9_.-]+/g,"-").replace(/^[.-]+/,"").slice(0,128)}function I(t){return t.map(({text:e})=>e)}function Je(t,e){let n=[];for(let{text:r}of t.list(e)){let i=B(r);"why"in i?t.problem({input:e,what:`"${r}" is not a platform`,why:i.why,instead:`write ${i.nearest}`}):n.some(o=>z(o,i.platform))||n.push(i.platform)}return n.length===0&&t.raw(e).trim()!==""&&t.list(e).length===0&&t.problem({input:e,what:"holds no platform",instead:`write for example ${W[0]}, or leave it out for the builder's own`}),n}function Nt(t,e){let n={tags:[],tagRules:[]};for(let{text:r,line:i}of t.lines("tags",{comments:!0})){if(/^type=/.test(r)){e.length>0?n.tagRules.push(r):t.problem({input:"images",what:`is empty, but line ${i} of tags is a rule`,why:`${r} makes a tag, and a tag needs a name`,instead:"write images: registry/name"});continue}for(let{text:o}of ve(r,{comma:!0}))e.length>0&&!/[/:]/.test(o)?n.tagRules.push(`type=raw,value=${o}`):Sr(t,o,i)&&n.tags.push(o)}return n}function Sr(t,e,n){let r=Tt(e);return"why"in r?(t.problem({input:"tags",what:`"${e}" (line ${n}) is not an image reference`,why:r.why,instead:r.instead}),!1):!0}var kr=/(passw(or)?d|token|secret|credential|api_?key|private_?key|access_?key)/i;function Gt(t){return I(t.lines("build-args")).filter(e=>{let{key:n,value:r}=D(e);if(!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(n)){let i=r===void 0?`"${n}"`:`"${n}=\u2026"`;return t.problem({input:"build-args",what:`${i} has no valid name`,instead:"write NAME=value"}),!1}return r!==""&&kr.test(n)&&t.warn("build-args",`${n} looks like a secret, and the image's history and provenance show build arguments; write it under secrets instead`),!0})}function ue(t,e){return I(t.lines(e)).filter(n=>D(n).key.trim()!==""?!0:(t.problem({input:e,what:`"${n}" has no name`,instead:"write name=value"}),!1))}function Mt(t){let e={};for(let{text:n}of t.lines("build-contexts")){let{key:r,value:i}=D(n);i===void 0||r===""||i===""?t.problem({input:"build-contexts",what:`"${n}" names no context`,instead:"write name=path, name=docker-image://\u2026 or name=https://\u2026"}):e[r]=i}return e}var Rr=["local","tar","oci","docker","image","registry","cacheonly"],Or=["registry","local","gha","inline","s3","azblob"],Cr=["provenance","sbom"];function Bt(t){return I(Qe(t,"outputs",Rr,e=>!e.includes("=")))}function We(t,e){return I(Qe(t,e,Or,n=>!n.includes("=")))}function Ft(t){return I(Qe(t,"attests",Cr,()=>!1))}function Qe(t,e,n,r){return t.lines(e).filter(({text:i})=>{if(r(i))return!0;let o=ce(i).find(({key:a})=>a==="type")?.value;if(o!==void 0&&n.includes(o))return!0;let s=o===void 0?void 0:O(o,n);return t.problem({input:e,what:o===void 0?`"${i}" has no type`:`"${i}" has the unknown type ${o}`,instead:`write type=${s??n.join(" or type=")}`}),!1})}function Ke(t,e){let n=t.text(e);if(n===void 0)return;if(/^(true|false)$/i.test(n))return n.toLowerCase();if(ce(n).every(({key:i,value:o})=>i!==""&&o!==void 0))return n;t.problem({input:e,what:`"${n}" is neither true nor false nor a list of attributes`,instead:e==="provenance"?"write true, false, mode=min or mode=max":"write true, false or generator=image"})}var ze=["build","check","outline","targets","lint"];function Ht(t){let e=t.text("call");if(e===void 0)return;let n=e.split(",")[0]??"";if(ze.includes(n))return e;t.problem({input:"call",what:`"${n}" is not one of its values`,instead:`write ${O(n,ze)??ze.join(", ")}`})}function de(t,e,n,r){let i=t.text(e);if(i===void 0||n.test(i))return i;t.problem({input:e,what:`"${i}" cannot be read`,instead:`write ${r}`})}function Ye(t,e,n,r,i){return I(n).filter(o=>r.test(o)?!0:(t.problem({input:e,what:`"${o}" cannot be read`,instead:`write ${i}`}),!1))}var Ve=["auto","native","cross","accelerate","emulate"];function Ut(t){let e="auto",n={};for(let{text:r}of t.list("strategy")){let{key:i,value:o}=D(r),s=o??i,a=Ve.find(l=>l===s);if(a===void 0)t.problem({input:"strategy",what:`"${s}" is not a strategy`,instead:`write ${O(s,Ve)??Ve.join(", ")}`});else if(o===void 0)e=a;else{let l=B(i);"why"in l?t.problem({input:"strategy",what:`"${i}" is not a platform`,why:l.why,instead:`write ${l.nearest}=${a}`}):n[_(l.platform)]=a}}return{all:e,byPlatform:n}}function qt(t){let e=t.text("verify")??"true";return/^true$/i.test(e)?"check":/^false$/i.test(e)?"off":e==="run"?"run":(t.problem({input:"verify",what:`"${e}" is not one of its values`,instead:"write true, false or run"}),"check")}function jt(t,e){Er(t,e),Ar(t,e),Ir(t,e);for(let n of Object.keys(e.strategy.byPlatform))e.platforms.length>0&&!e.platforms.some(r=>_(r)===n)&&t.problem({input:"strategy",what:`${n} has a strategy but is not built`,instead:"add it to platforms, or drop the line"})}function Er(t,e){let n=e.outputs.some(i=>ce(i).some(({key:o})=>o==="name")),r=e.tags.length===0&&e.images.length===0;if((e.push||e.shard)&&r&&!(n&&e.push)){let i=e.push?"push":"shard";t.problem({input:i,what:"there is nothing to push to",why:`${i} is true and tags is empty`,instead:"write tags: registry/name:tag"})}e.shard&&e.load&&t.problem({input:"load",what:"a shard is not loaded",why:"it is a part of an image that another job joins",instead:"leave out load or shard"})}function Ar(t,e){e.buildkitdConfig!==void 0&&e.buildkitdConfigInline!==void 0&&t.problem({input:"buildkitd-config-inline",what:"buildkitd-config is given too",why:"a builder has one configuration",instead:"keep one of the two"});let n=Fe(e.endpoint??"");if(n!==void 0&&t.problem({input:"endpoint",what:`"${e.endpoint}" ${n}`,instead:Be}),e.driver==="remote"&&e.endpoint===void 0&&e.builder===void 0&&t.problem({input:"endpoint",what:"is missing",why:"the remote driver needs a BuildKit that runs already",instead:"write endpoint: tcp://host:port"}),e.tls.cert===void 0!=(e.tls.key===void 0)){let r=e.tls.cert===void 0?"tls-cert":"tls-key";t.problem({input:r,what:"is missing",why:"a certificate and its key go together"})}}function Ir(t,e){let{registry:n,username:r,password:i,registryAuth:o,ecr:s}=e,a=n!==void 0||r!==void 0||i!==void 0;o!==void 0&&a&&t.problem({input:"registry-auth",what:"is given beside registry, username or password",why:"it holds every login",instead:"add the other login to the list"}),!(s==="true"||/\.amazonaws\.com(\.cn)?$|^public\.ecr\.aws$/.test(n??""))&&a&&(r===void 0||i===void 0)&&t.problem({input:r===void 0?"username":"password",what:"is empty, so there is no login",why:"a secret is empty in a pull request from a fork, and where it was never made",instead:"give both, or leave out registry, username and password"})}function zt(t){let e=[],n=(r,i)=>{e.some(({id:o})=>o===i.id)?t.problem({input:r,what:`"${i.id}" is given twice`,instead:"keep one of the two"}):e.push(i)};for(let{id:r,value:i}of Xe(t,"secrets"))n("secrets",{id:r,value:i,from:"value"}),t.mask("secrets",i);for(let{id:r,value:i}of Xe(t,"secret-envs"))n("secret-envs",{id:r,env:i.trim(),from:"env"});for(let{id:r,value:i}of Xe(t,"secret-files"))n("secret-files",{id:r,path:i.trim(),from:"file"});return e}var Tr={secrets:'write id=value; a value of several lines stands in double quotes, "id=value"',"secret-envs":"write id=VARIABLE","secret-files":"write id=path"};function Xe(t,e){return(e==="secret-envs"?t.list(e):t.lines(e,{trim:e!=="secrets"})).flatMap(({text:r,line:i})=>{let{key:o,value:s}=D(r),a=o.trim();return s===void 0||a===""?(t.problem({input:e,what:s===void 0?`line ${i} has no "="`:`line ${i} has no id`,instead:Tr[e]}),[]):s.trim()!==""?[{id:a,value:s}]:(t.warn(e,`${a} is empty and left out; a pull request from a fork gets no secrets`),[])})}var Vt=4;function Jt(t){let e=[],n=[],r=new Set,i=new Set,o=c=>(i.add(c),t[`INPUT_${c.toUpperCase()}`]??""),s=c=>o(c).trim()||void 0,a=c=>{e.push(c)},l=(c,u)=>{try{return ve(o(c),u)}catch(d){return a({input:c,what:"the list cannot be read",why:d.message,instead:'close the quote, or double it to mean one: ""'}),[]}};return{raw:o,text:s,problem:a,...Lr(s,a),lines:(c,u)=>l(c,{comma:!1,...u}),list:c=>l(c,{comma:!0}),warn:(c,u)=>{n.push(`${c}: ${u}`)},mask:(c,u)=>{u.trim().length>=Vt?r.add(u):u!==""&&n.push(`${c}: a value of fewer than ${Vt} characters is not hidden in the log`)},problems:()=>[...e,...Dr(t,i)],warnings:()=>[...new Set(n)],masks:()=>[...r]}}function Lr(t,e){return{choice:(n,r,i)=>{let o=t(n);if(o===void 0)return i;let s=r.find(a=>a===o);return s===void 0&&e({input:n,what:`"${o}" is not one of its values`,instead:`write ${O(o,r)??r.join(", ")}`}),s??i},flag:(n,r)=>{let i=t(n);return i===void 0?r:/^(true|True|TRUE)$/.test(i)?!0:/^(false|False|FALSE)$/.test(i)?!1:(e({input:n,what:`"${i}" is neither true nor false`,instead:`write ${/^(y|yes|on|1)$/i.test(i)?"true":/^(n|no|off|0)$/i.test(i)?"false":"true or false"}`}),r)},count:(n,r,i)=>{let o=t(n);return o===void 0?r:/^\d+$/.test(o)&&Number(o)<=i?Number(o):(e({input:n,what:`"${o}" is not a number that it takes`,instead:`write a whole number from 0 to ${i}`}),r)}}}var Pr={version:"write buildx-version",name:"write builder",image:"write binfmt-image",reset:"write binfmt-reset",install:"leave it out: no later step is changed",use:"leave it out: the builder is used by this step alone, or name it with builder and keep-builder","cache-image":"leave it out: an image that is there is not pulled again","bake-target":"leave it out: the target in the bake file is called docker-metadata-action","sep-tags":"leave it out: the output has one tag a line","sep-labels":"leave it out: the output has one label a line","sep-annotations":"leave it out: the output has one annotation a line",scope:"leave it out: the login lasts for this step only"};function Dr(t,e){return Object.entries(t).filter(([n,r])=>n.startsWith("INPUT_")&&r!==void 0).map(([n])=>n.slice(6).toLowerCase()).filter(n=>!e.has(n)).map(n=>{let r=O(n,[...e]),i=Pr[n]??(r===void 0?"see the table of inputs in the README":`write ${r}`);return{input:n,what:"there is no such input",instead:i}})}function Ra(t){let e=Jt(t),n={...Nr(e),...Gr(e),...Mr(e),...Br(e),...Fr(e)};jt(e,n);for(let r of["password","github-token","tls-key"])e.mask(r,e.text(r)??"");return{inputs:n,problems:e.problems(),warnings:e.warnings(),masks:e.masks()}}function Nr(t){return{context:t.text("context")??".",defaultContext:t.text("context")===void 0,file:t.text("file"),platforms:Je(t,"platforms"),target:t.text("target"),buildArgs:Gt(t),buildContexts:Mt(t),secrets:zt(t),ssh:ue(t,"ssh"),githubToken:t.text("github-token"),call:Ht(t),allow:I(t.list("allow")),addHosts:Ye(t,"add-hosts",t.list("add-hosts"),/^[^:=\s]+[:=]\S+$/,"host:ip"),network:t.text("network"),cgroupParent:t.text("cgroup-parent"),shmSize:de(t,"shm-size",/^\d+(\.\d+)?\s*[kmgt]?i?b?$/i,"a size such as 128m or 2g"),ulimit:Ye(t,"ulimit",t.lines("ulimit"),/^[a-z]+=-?\d+(:-?\d+)?$/,"name=soft:hard, such as nofile=1024:2048"),pull:t.flag("pull",!1)}}function Gr(t){let e=I(t.lines("images",{comments:!0}));return{push:t.flag("push",!1),load:t.flag("load",!1),outputs:Bt(t),...Nt(t,e),images:e,flavor:I(t.lines("flavor",{comments:!0})),labels:ue(t,"labels"),annotations:ue(t,"annotations"),provenance:Ke(t,"provenance"),sbom:Ke(t,"sbom"),attests:Ft(t),cacheFrom:We(t,"cache-from"),cacheTo:We(t,"cache-to"),noCache:t.flag("no-cache",!1),noCacheFilters:I(t.list("no-cache-filters"))}}function Mr(t){return{strategy:Ut(t),crossPackages:I(t.list("cross-packages")),fallback:t.flag("fallback",!0),verify:qt(t),planOnly:t.flag("plan-only",!1),shard:t.flag("shard",!1),retries:t.count("retries",2,10),summary:t.flag("summary",!0),buildRecord:t.flag("build-record",!1)}}function Br(t){let e=de(t,"mirror",/^(https?:\/\/)?[a-zA-Z0-9][a-zA-Z0-9.-]*(:\d+)?(\/[a-z0-9._/-]*)?$/,"the host of a registry, such as mirror.example.com:5000");return{registry:de(t,"registry",/^[^\s-]\S*$/,"the host of a registry, such as ghcr.io"),username:t.text("username"),password:t.text("password"),registryAuth:t.text("registry-auth"),ecr:t.choice("ecr",["auto","true","false"],"auto"),logout:t.flag("logout",!0),mirror:e?.replace(/^https?:\/\//,"").replace(/\/$/,""),ca:t.text("ca"),caInBuild:t.flag("ca-in-build",!1)}}function Fr(t){let[e,n,r]=[t.text("tls-cacert"),t.text("tls-cert"),t.text("tls-key")],i=t.flag("keep-builder",!1),o=t.flag("cleanup",!0);return{builder:de(t,"builder",/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/,"a name of letters, digits, dots, dashes and underscores"),driver:t.choice("driver",["docker-container","docker","remote","kubernetes"],"docker-container"),driverOpts:ue(t,"driver-opts"),buildkitdFlags:t.text("buildkitd-flags"),buildkitdConfig:t.text("buildkitd-config"),buildkitdConfigInline:t.text("buildkitd-config-inline"),endpoint:t.text("endpoint"),builderPlatforms:Je(t,"builder-platforms"),append:t.text("append"),tls:{...e===void 0?{}:{cacert:e},...n===void 0?{}:{cert:n},...r===void 0?{}:{key:r}},keepBuilder:i||!o,keepState:t.flag("keep-state",!1),buildxVersion:t.text("buildx-version"),buildxUnverified:t.flag("buildx-unverified",!1),cacheBinary:t.flag("cache-binary",!0),binfmtImage:t.text("binfmt-image")??"docker.io/tonistiigi/binfmt:latest",binfmtReset:t.flag("binfmt-reset",!1)}}function Wt(t,e){let n="",r=[...t];for(let i=0;i<r.length;i++){let o=r[i]??"";if(o==="*")n+=e?".*":".*?";else if(o==="?")n+=".";else if(o==="\\"){let s=r[i+1]??"";if(s==="}"||s==="/")continue;if(s!=="*"&&s!=="?"&&s!=="\\")return;n+=`\\${s}`,i++}else n+=o.replace(/[[\]{}.+()|^$/]/u,"\\$&")}return n}var C=class extends Error{},Hr=/^\s$/u,Ur=/^[\p{L}\p{Nd}_]+/u,qr=new RegExp("^(?:\\p{Nd}+|[@*#?\\-$!])","u");function ke(t,e,n){return new Ze(t,e,n).run()}var Se=class{done=[];word="";add(e){for(let n of e)Hr.test(n)?this.end():this.word+=n}addRaw(e){this.word+=e}end(){this.word!==""&&this.done.push(this.word),this.word=""}},Ze=class{at=0;source;env;options;rawEscapes;constructor(e,n,r){this.source=e,this.env=n,this.options=r,this.rawEscapes=r.rawEscapes??!1}run(){let e=new Se,{text:n,unknown:r}=this.until("",this.rawEscapes,!1,e);return{text:n,words:e.done,...r===void 0?{}:{unknown:r}}}peek(){return this.source.charAt(this.at)}next(){return this.source.charAt(this.at++)}until(e,n,r,i=new Se){let o=this.rawEscapes;this.rawEscapes=n;let s="",a,l=(c,u)=>{s+=c.text,a??=c.unknown,u.call(i,c.text)};for(;this.at<this.source.length;){let c=this.peek();if(e!==""&&c===e)return this.at++,this.rawEscapes=o,{text:s,unknown:a};c==="$"?l(this.dollar(),i.add):c==="'"?l({text:this.single(r)},i.addRaw):c==='"'?l(this.double(r),i.addRaw):c==="<"?l({text:this.heredocMark()},i.addRaw):c===this.options.escape?l({text:this.escaped()},i.addRaw):l({text:this.next()},i.add)}if(this.rawEscapes=o,e!=="")throw new C(`'${e}' is missing`);return i.end(),{text:s,unknown:a}}escaped(){let e=this.next();return(this.rawEscapes?e:"")+this.next()}heredocMark(){let e=/^<(?:<[\t\r ]*)?/.exec(this.source.slice(this.at))?.[0]??"";return this.at+=e.length,e}single(e){let n=this.source.indexOf("'",this.at+1);if(n<0)throw new C("a single quote is not closed");let r=this.source.slice(this.at+1,n);this.at=n+1;let i=e?r.replaceAll(this.options.escape,this.options.escape.repeat(2)):r;return this.options.rawQuotes?`'${i}'`:i}double(e){let n=this.options.rawQuotes?'"':"",r=n,i;for(this.at++;this.at<this.source.length;){let o=this.peek();if(o==='"')return this.at++,{text:r+n,unknown:i};if(o==="$"){let s=this.dollar();r+=s.text,i??=s.unknown}else r+=o===this.options.escape?this.escapedInDouble(e):this.next()}throw new C("a double quote is not closed")}escapedInDouble(e){let n=this.next(),r=this.peek();return r===""?"":r==='"'||r==="$"||r===n?(this.rawEscapes?n:"")+this.next():this.rawEscapes&&(!this.options.rawQuotes||e)?n+n:n}dollar(){let e=this.at++;if(this.peek()!=="{"){let o=this.name();return o===""?{text:"$"}:this.value(o,e)}this.at++;let n=this.peek();if(n===""||n==="{"||n==="}"||n===":")throw new C("bad substitution");let r=this.name(),i=this.operator();return i==="}"?this.value(r,e):i.startsWith("/")?this.replace(r,i==="//",e):this.modify(r,i,e)}name(){let e=this.source.slice(this.at),n=qr.exec(e)?.[0]??Ur.exec(e)?.[0]??"";return this.at+=n.length,n}operator(){let e=/^(?:}|:?[+\-?#%]|\/\/?)/.exec(this.source.slice(this.at))?.[0];if(e===void 0)throw new C(`bad substitution near '${this.source.slice(this.at,this.at+2)}'`);return this.at+=e.length,e}find(e){return Object.hasOwn(this.env,e)?this.env[e]:void 0}absent(e,n){return this.options.unset==="keep"?{text:this.source.slice(n,this.at)}:{text:"",unknown:this.options.unset==="unknown"?e:void 0}}opaque(e){return this.options.opaque?.has(e)??!1}value(e,n){if(this.opaque(e))return{text:"",unknown:e};let r=this.find(e);return r===void 0?this.absent(e,n):{text:r}}modify(e,n,r){let i=n.slice(-1),o=i==="#"||i==="%",s=this.until("}",o,o);if(this.opaque(e))return{text:"",unknown:e};let a=this.find(e);if(a===void 0&&this.options.unset==="keep")return this.absent(e,r);let l=a!==void 0&&!(n.startsWith(":")&&a==="");if(i==="-")return l?{text:a}:s;if(i==="+")return l?s:{text:""};if(i==="?"){if(l)return{text:a};if(this.options.unset==="unknown"&&a===void 0)return this.absent(e,r);throw new C(`${e}: ${s.text===""?"is not allowed to be unset or empty":s.text}`)}if(a===void 0)return this.absent(e,r);let c=s.text.startsWith(i),u=c?s.text.slice(1):s.text;return{text:jr(a,u,c,i==="%"),unknown:s.unknown}}replace(e,n,r){let i=this.until("/",!0,!0),o=this.until("}",!0,!1);if(this.opaque(e))return{text:"",unknown:e};let s=this.find(e);return s===void 0?this.absent(e,r):{text:s.replace(et(i.text,!0,n?"gu":"u"),()=>o.text),unknown:i.unknown??o.unknown}}};function et(t,e,n,r=""){let i=Wt(t,e);if(i===void 0)throw new C(`invalid pattern '${t}'`);return new RegExp(r+i,n)}function jr(t,e,n,r){if(!r)return t.replace(et(e,n,"u","^"),"");let i=e.match(/\\?./gsu)??[];return[...[...t].reverse().join("").replace(et(i.reverse().join(""),n,"u","^"),"")].reverse().join("")}function U(t,e,n={}){try{let r=ke(t,e,{escape:"\\",unset:"unknown",...n});return r.unknown===void 0?{value:r.text}:{unknown:r.unknown,why:`the Dockerfile does not say what $${r.unknown} is here`}}catch(r){if(r instanceof C)return{unknown:t,why:`${t}: ${r.message}`};throw r}}var zr=/^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;function Kt(t){let e=[],n=t.startsWith("\uFEFF")?1:0;for(;n<t.length;){let r=t.indexOf(`
`,n),i=r<0?t.length:r+1,o=r<0?t.length:r;for(;o>n&&(t[o-1]==="\r"||t[o-1]===`
`);)o--;e.push({start:n,end:o,next:i,number:e.length+1}),n=i}return e}function fe(t){return zr.exec(t)?.[0].length??0}function Qt(t){return t[fe(t)]==="#"}function Vr(t,e){let n=t.replace(/[ \t]+$/,"");if(!(!n.endsWith(e)||n.endsWith(e+e)))return n.length-1}function Yt(t,e,n,r){let i="",o=[],s=[],a=!0;for(let l=n;l<e.length;l++){let c=e[l];if(c===void 0)break;let u=t.slice(c.start,c.end),d=a?fe(u):0;if(a&&(Qt(u)||d===u.length))return;if(!a&&(Qt(u)||fe(u)===u.length))continue;a=!1;let f=Vr(u,r);s.push({at:i.length,line:c.number});for(let p=d;p<(f??u.length);p++)o.push(c.start+p);if(i+=u.slice(d,f??u.length),f===void 0)return{text:i,offsets:o,breaks:s,after:l+1}}return{text:i,offsets:o,breaks:s,after:e.length}}var Jr=/^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/;function Xt(t,e){let n=new Map,r=[],i=t.startsWith("#!",e[0]?.start);for(let l of i?e.slice(1):e){let c=t.slice(l.start,l.end),[,u,d=""]=Jr.exec(c.slice(fe(c)))??[],f=u?.toLowerCase();if(f===void 0||!["syntax","escape","check"].includes(f))break;if(i&&f==="escape")continue;let p=Wr(f,d,n.has(f));p!==void 0?r.push({problem:p,line:l.number}):n.set(f,d)}let o=n.get("syntax"),s=n.get("check");return{directives:{escape:n.get("escape")??"\\",...o===void 0?{}:{syntax:o},...s===void 0?{}:{check:s}},problems:r}}function Wr(t,e,n){if(n)return{what:`the directive # ${t}= is written twice`,why:"Docker accepts each directive once",instead:"remove one of them"};if(t==="escape"&&e!=="\\"&&e!=="`")return{what:`# escape=${e} is no escape character`,why:"Docker accepts \\ and ` only",instead:"write # escape=` or remove the line"}}function Re(t,e,n){let r=[],i=X(t,e);for(;t.startsWith("--",i);){let{word:o,end:s}=Qr(t,i,n);if(o==="--")return{flags:r,rest:X(t,s)};let[a="",...l]=o.slice(2).split("=");r.push({name:a,value:l.join("="),start:i,end:s}),i=X(t,s)}return{flags:r,rest:i}}function X(t,e){let n=e;for(;n<t.length&&/\s/.test(t.charAt(n));)n++;return n}function Qr(t,e,n){let r="",i="",o=e;for(;o<t.length;o++){let s=t.charAt(o);if(i===""&&/\s/.test(s))break;i===""&&(s==='"'||s==="'")?i=s:s===i?i="":s===n?r+=t.charAt(++o):r+=s}return{word:r,end:Math.min(o,t.length)}}var Kr=/^(\d*)<<(-?)\s*([^<]*)$/;function en(t){return t.includes("<<")?tt(t,!0,!0).map(me).filter(n=>n!==void 0):[]}function me(t){let[,e="",n,r=""]=Kr.exec(t)??[];if(r==="")return;let[i,...o]=tt(r,!1,!1);if(i===void 0||o.length>0)return;let s=tt(r,!0,!1)[0]??"";return{delimiter:i,expand:Zt(s)===Zt(i),chomp:n==="-",descriptor:Number(e||0)}}function Zt(t){return t.match(/['"]/g)?.length??0}function tt(t,e,n){try{return ke(t,{},{escape:"\\",rawQuotes:e,rawEscapes:n,unset:"keep"}).words}catch(r){if(r instanceof C)return[];throw r}}var Oe="ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(" "),rn=new Set(["ADD","CMD","COPY","ENTRYPOINT","RUN","SHELL","VOLUME"]),tn=new Set(["ADD","COPY","RUN"]),Yr=/^[a-z][a-z0-9-_.]*$/;function on(t,e="Dockerfile"){let n=[],r=(d,f)=>n.push({...f,at:{file:e,line:d}}),i=Kt(t),{directives:o,problems:s}=Xt(t,i);for(let{problem:d,line:f}of s)r(f,d);let a=Xr({text:t,lines:i,escape:o.escape,complain:r}),l=a.findIndex(({keyword:d})=>d==="FROM"),c=l<0?a:a.slice(0,l);for(let{keyword:d,span:f}of c){if(d==="ARG"||!Oe.includes(d))continue;r(f.line,{what:`${d} stands before FROM`,why:"only ARG can stand before the first FROM",instead:`move the ${d} below a FROM`})}let u=l<0?[]:ri(a.slice(l),r);if(l<0&&r(i.length||1,{what:"there is no FROM",why:"a Dockerfile without a stage builds nothing",instead:"start the Dockerfile with FROM <image>"}),n.length>0)throw new P(n);return{text:t,file:e,directives:o,globals:c,stages:u}}function Xr(t){let e=[];for(let n=0;n<t.lines.length;){let r=Yt(t.text,t.lines,n,t.escape);if(r===void 0){n++;continue}let{instruction:i,after:o}=Zr(t,n,r);e.push(i),n=o}return e}function Zr(t,e,n){let r=t.lines[e],i=n.text.trimEnd(),o=X(i,0),s=/^[^\t\v\f\r ]*/.exec(i.slice(o))?.[0]??"",a=s.toUpperCase();Oe.includes(a)||ei(t,r.number,s);let l=o+s.length,c=X(i,l),{flags:u,rest:d}=Re(i,c,t.escape),f=i.slice(d),p=rn.has(a)?nt(f,r.number,t.complain):void 0,S=G=>n.offsets[G]??(n.offsets.at(-1)??r.start)+1,x=u.map(({name:G,value:oe,start:Ge,end:J})=>{let se={start:S(Ge),end:S(J-1)+1};return{name:G,value:oe,span:{...se,line:nn(t.lines,se.start),endLine:nn(t.lines,se.end-1)}}}),{heredocs:R,after:k}=ti(t,a,f,p!==void 0,n,r.number),y=t.lines[k-1],b={start:S(o),end:y.end,line:r.number,endLine:y.number},E=c<i.length?S(c):S(l-1)+1,L=n.breaks.map(({at:G,line:oe})=>({at:Math.max(0,G-d),line:oe}));return{instruction:{keyword:a,span:b,argumentsAt:E,flags:x,text:f,heredocs:R,breaks:L,...p===void 0?{}:{exec:p}},after:k}}function nn(t,e){return t.findLast(({start:n})=>n<=e)?.number??1}function ei({complain:t},e,n){let r=O(n.toUpperCase(),Oe);t(e,{what:`${n||"an empty line"} is no instruction`,why:r===void 0?`Docker knows ${Oe.join(", ")}`:"Docker has no such instruction",instead:r===void 0?"a line that belongs to the one before needs a \\ at that one's end":`write ${r}`})}function nt(t,e,n){if(!t.startsWith("["))return;let r;try{r=JSON.parse(t)}catch{return}if(Array.isArray(r)){if(r.every(i=>typeof i=="string"))return r;n(e,{what:"a JSON form holds something else than strings",why:t,instead:"put each word in double quotes"})}}function ti(t,e,n,r,i,o){if(r||!ni(e,n,t.escape))return{heredocs:[],after:i.after};let s=[],a=i.after;for(let{delimiter:l,expand:c,chomp:u}of en(i.text)){let d="",f=!1;for(;!f&&a<t.lines.length;){let{start:p,end:S,next:x}=t.lines[a++],R=u?/^\t+/.exec(t.text.slice(p,S))?.[0].length??0:0;f=t.text.slice(p+R,S)===l,f||(d+=t.text.slice(p+R,x))}if(!f){let p=`no line is just ${l} before the end of the file`;t.complain(o,{what:`the heredoc <<${l} does not end`,why:p,instead:`add a line ${l} after its body`})}s.push({delimiter:l,expand:c,body:d})}return{heredocs:s,after:a}}function ni(t,e,n){if(t!=="ONBUILD")return tn.has(t);let[r=""]=e.split(/\s/,1),{rest:i}=Re(e,r.length,n);return tn.has(r.toUpperCase())&&nt(e.slice(i),0,()=>{})===void 0}function sn(t,e){let n=/^[^\s]+/.exec(t.text)?.[0];if(n===void 0)return;let r=n.toUpperCase(),{flags:i,rest:o}=Re(t.text,n.length,e),s=i.map(({name:c,value:u})=>({name:c,value:u,span:t.span})),a=t.text.slice(o),l=rn.has(r)?nt(a,t.span.line,()=>{}):void 0;return{...t,keyword:r,flags:s,text:a,...l===void 0?{}:{exec:l}}}function ri(t,e){let n=[];for(let r of t)r.keyword==="FROM"?n.push({head:ii(r,n.length,e),instructions:[]}):n.at(-1)?.instructions.push(r);return n.map(({head:r,instructions:i})=>({...r,instructions:i}))}function ii(t,e,n){let[r="",i,o,...s]=t.text.split(/[\t\v\f\r ]+/),a=t.flags.findLast(({name:u})=>u==="platform")?.value,l=o?.toLowerCase(),{line:c}=t.span;return r===""||s.length>0||i!==void 0&&(i.toLowerCase()!=="as"||l===void 0)?n(c,{what:`FROM ${t.text} has the wrong number of words`,why:"FROM takes one image and at most one name",instead:"write FROM <image> or FROM <image> AS <name>"}):l!==void 0&&!Yr.test(l)&&n(c,{what:`${o} cannot be a stage's name`,why:"a stage name starts with a letter and holds letters, digits, -, _ and .",instead:"rename the stage"}),{index:e,from:t,base:r,...l===void 0?{}:{name:l},...a?{platform:a}:{}}}function oi(t){return t.replace(/^(?:index\.)?docker\.io\//,"").replace(/^library\//,"").replace(/:latest$/,"")}function an(t,e){if(t==="scratch")return{kind:"scratch"};let n=oi(t).toLowerCase();return n!=="context"&&Object.hasOwn(e,n)?{kind:"context",name:n}:{kind:"image",reference:t}}function Ce(t,e){let{name:n}=t;if(!(n===void 0||n==="scratch"||n==="context"||!Object.hasOwn(e,n)))return{kind:"context",name:n}}function rt(t,e){return Ce(t,e)??{kind:"stage",index:t.index}}function ln(t,e,n,r){let i=t.stages.slice(0,e).findLast(o=>o.name===n);return i===void 0?an(n,r):rt(i,r)}function it(t,e,n,r){if(/\$./.test(e))return{kind:"unknown",text:e,why:"Docker replaces no variables in from="};if(r&&/^[+-]?\d+$/.test(e)){let o=t.stages[Number(e)];return o===void 0?void 0:rt(o,n)}let i=t.stages.findLast(o=>o.name===e.toLowerCase());return i===void 0?an(e,n):rt(i,n)}function si(t,e){let n=[],r="",i="";for(let o=0;o<t.length;o++){let s=t.charAt(o);if(i===""&&/\s/.test(s)){r!==""&&n.push(r),r="";continue}if(s===e&&i!=="'"){o+1<t.length&&(r+=s+t.charAt(++o));continue}i===""&&(s==='"'||s==="'")?i=s:s===i&&(i=""),r+=s}return r!==""&&n.push(r),n}function Z({keyword:t,text:e},n){let r=si(e,n),i=r[0];if(t==="ENV"&&i!==void 0&&!i.includes("=")){let[,o="",s=""]=/^([^\t\v\f\r ]+)[\t\v\f\r ]+(.*)$/s.exec(e)??[];return o===""?[]:[{name:o,value:s}]}return r.map(o=>{let s=o.indexOf("=");return s<0?{name:o}:{name:o.slice(0,s),value:o.slice(s+1)}})}var ai="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";function Ee(t,e){let{platform:n,buildPlatform:r,buildArgs:i}=e,o={BUILDPLATFORM:_(r),BUILDOS:r.os,BUILDOSVERSION:"",BUILDARCH:r.architecture,BUILDVARIANT:r.variant,...vt(n),TARGETOSVERSION:"",TARGETSTAGE:e.target||t.stages.at(-1)?.name||"default"};for(let s of Object.keys(o))o[s]=i[s]??o[s]??"";for(let s of t.globals)for(let{name:a,value:l}of Z(s,t.directives.escape)){let c=i[a];if(c!==void 0)o[a]=c;else if(l!==void 0){let u=U(l,o,{escape:t.directives.escape,unset:"empty"});"value"in u&&(o[a]=u.value)}}return o}function cn(t){let e=t===void 0?{}:{PATH:ai,...t};return{values:e,env:{},image:e,opaque:new Set,complete:t!==void 0}}function un(t){return{...t,values:{...t.values,...t.image}}}function pe(t,e,n){return U(e,t.values,{escape:n,unset:t.complete?"empty":"unknown",opaque:t.opaque})}function dn(t,e,n,r,i){if(e.keyword==="ARG"){let s=t;for(let{name:a,value:l}of Z(e,i)){let c=r[a]??(l===void 0?n[a]:void 0);c!==void 0?s=ot(s,a,{value:c}):l!==void 0&&(s=ot(s,a,pe(s,l,i)))}return s}if(e.keyword!=="ENV")return t;let o=t;for(let{name:s,value:a=""}of Z(e,i)){let l=pe(t,s,i);"value"in l&&(o=ot(o,l.value,pe(t,a,i),!0))}return o}function ot(t,e,n,r=!1){let i=new Set(t.opaque);if("value"in n){i.delete(e);let s={[e]:n.value},a={...t.values,...s};return r?{...t,opaque:i,values:a,env:{...t.env,...s},image:{...t.image,...s}}:{...t,opaque:i,values:a}}i.add(e);let o=st(t.values,e);return r?{...t,opaque:i,values:o,env:st(t.env,e),image:st(t.image,e)}:{...t,opaque:i,values:o}}function st(t,e){let{[e]:n,...r}=t;return r}var li={x86_64:"amd64","x86-64":"amd64",aarch64:"arm64",i386:"386",armhf:"arm/v7",armel:"arm/v6"};function ci(t){let e=t.toLowerCase().split("/"),[n="",r="",i=""]=e.length===1?["linux",...e]:e;if(r==="")return;let[o="",s=""]=(li[r]??r).split("/"),a={os:n,architecture:o,variant:i||s};if(n!=="linux")return a;let l=B([n,o,...a.variant===""?[]:[a.variant]].join("/"));return"platform"in l?l.platform:void 0}var fn={os:"plan9",architecture:"none",variant:""};function mn(t,e,n,r){let{platform:i}=e;if(i===void 0||n)return{kind:"target"};let o=u=>{let d=Ee(t,{...r,...u}),f=U(i,d,{escape:t.directives.escape,unset:"empty"});return"value"in f?f.value:void 0},s=o({});if(!s)return{kind:"unknown",why:`--platform=${i} has no value`};let a=ci(s);if(a===void 0)return{kind:"unknown",why:`--platform=${i} is ${s}, which is no platform`};let l=o({platform:fn})!==s,c=o({buildPlatform:fn})!==s;return l&&z(a,r.platform)?{kind:"target"}:c&&!l&&z(a,r.buildPlatform)?{kind:"build"}:{kind:"fixed",platform:Q(a)}}function ui(t){let e;try{e=le(t,{relax_quotes:!0})[0]??[]}catch{return{}}return Object.fromEntries(e.map(n=>{let r=n.indexOf("=");return r<0?[n.toLowerCase(),""]:[n.slice(0,r).toLowerCase(),n.slice(r+1)]}))}function pn(t,e,n,r){return e.keyword==="COPY"?di(t,e,n,r):e.keyword!=="RUN"?[]:e.flags.flatMap(({name:i,value:o})=>{if(i!=="mount")return[];let s=ui(o);if(!s.from)return[];let a=it(t,s.from,r,!1),l=s.source??s.src??"/";return a===void 0?[]:[{how:"mount",from:a,paths:[hn(l,n,t)],instruction:e}]})}function di(t,e,n,r){let i=e.flags.findLast(l=>l.name==="from")?.value;if(i===void 0||i==="")return[];let o=it(t,i,r,!0);if(o===void 0){let l=t.stages.length-1;throw new P({what:`COPY --from=${i} names no stage`,why:`the stages are numbered 0 to ${l}`,instead:"name the stage with FROM \u2026 AS <name> and copy from that name",at:{file:t.file??"Dockerfile",line:e.span.line}})}let a=(e.exec??e.text.split(/[\t\v\f\r ]+/)).slice(0,-1).filter(l=>me(l)===void 0);return[{how:"copy",from:o,paths:a.map(l=>hn(l,n,t)),instruction:e}]}function hn(t,e,{directives:n}){let r=pe(e,t,n.escape);return"value"in r?r.value:t}function gn(t,e){let n={dockerfile:t,options:e,globals:Ee(t,e)},r=[];for(let a of t.stages)r.push(mi(n,a,r));let i=r.map(({evaluated:a})=>a),o=bi(t,e.target);_i(t,i);let s=yi(o,i);return wi(t,i,s),{dockerfile:t,platform:e.platform,stages:i,target:o,needed:s}}function fi({dockerfile:t,options:e,globals:n},r){let i=Ce(r,e.contexts);if(i!==void 0)return i;let o=t.directives.escape,s=U(r.base,n,{escape:o,unset:"empty"});if(!("value"in s))return{kind:"unknown",text:r.base,why:s.why};if(s.value===""){let a=U(r.base,n,{escape:o}),l="unknown"in a?a.unknown:r.base;return{kind:"unknown",text:r.base,why:`${l} has no value: give the build argument ${l}`}}return ln(t,r.index,s.value,e.contexts)}function mi(t,e,n){let{dockerfile:r,options:i}=t,o=fi(t,e),s=o.kind==="stage"?n[o.index]:void 0,a=s?.evaluated.root??o,l=Ce(e,i.contexts)!==void 0,c=s===void 0?cn(pi(a,i)):un(s.end),u=s===void 0?[]:hi(s.evaluated.stage,r.directives.escape),d=gi(t,c,u,l?[]:e.instructions);return{evaluated:{stage:e,base:o,root:a,chain:[e.index,...s?.evaluated.chain??[]],platform:l?{kind:"unknown",why:`the named context ${e.name} takes this stage's place`}:s?.evaluated.platform??mn(r,e,a.kind==="scratch",i),uses:d.uses,env:d.end.env,scopes:l?e.instructions.map(()=>({})):d.scopes},end:d.end}}function pi(t,{baseEnv:e}){return t.kind==="scratch"?{}:t.kind==="image"?e?.[t.reference]:void 0}function hi(t,e){return t.instructions.filter(({keyword:n})=>n==="ONBUILD").map(n=>sn(n,e)).filter(n=>n!==void 0)}function gi({dockerfile:t,options:e,globals:n},r,i,o){let s=[],a=[],l=r,c=u=>{s.push(...pn(t,u,l,e.contexts)),l=dn(l,u,n,e.buildArgs,t.directives.escape)};i.forEach(c);for(let u of o)a.push(l.values),c(u);return{uses:s,scopes:a,end:l}}function bi({stages:t},e){if(!e)return t.length-1;let n=t.findLastIndex(({name:o})=>o===e.toLowerCase());if(n>=0)return n;let r=t.map(({name:o})=>o).filter(o=>o!==void 0),i=O(e,r);throw new P({input:"target",what:`there is no stage ${e}`,why:r.length===0?"no stage has a name":`the stages are ${r.join(", ")}`,instead:i===void 0?"name a stage with FROM \u2026 AS <name>, and give that name":`write ${i}`})}function $i({base:t,uses:e}){return[t,...e.map(({from:r})=>r)].flatMap(r=>r.kind==="stage"?[r.index]:[])}function yi(t,e){let n=new Set,r=i=>{let o=e[i];o===void 0||n.has(i)||(n.add(i),$i(o).forEach(r))};return r(t),[...n].sort((i,o)=>i-o)}function at(t){return t.name??String(t.index)}function _i({file:t="Dockerfile"},e){let n=new Set,r=(i,o)=>{let s=e[i];if(!(s===void 0||n.has(i))){for(let{from:a,instruction:l}of s.uses){if(a.kind!=="stage")continue;let c=[...o,i];if(c.includes(a.index)){let u=[...c.slice(c.indexOf(a.index)),a.index].map(d=>at((e[d]??s).stage));throw new P({what:`the stages ${u.join(" \u2192 ")} need each other`,why:"each takes files from the next, so none can be built first",instead:`take the files of ${l.keyword} from another stage`,at:{file:t,line:l.span.line}})}r(a.index,c)}n.add(i)}};for(let{stage:i}of e)r(i.index,[])}function wi({file:t="Dockerfile"},e,n){let r=n.flatMap(i=>{let{stage:o,uses:s}=e[i];return s.flatMap(({from:a,instruction:l})=>{if(a.kind!=="stage"||a.index<i)return[];let c=at(e[a.index].stage);return{what:`stage ${at(o)} takes files from ${c}, which comes after it`,why:"Docker builds stages in the order of the file",instead:`move the stage ${c} above`,at:{file:t,line:l.span.line}}})});if(r.length>0)throw new P(r)}var w=class extends Error{};function he(t){return{words:[],assignments:{},line:t,opaque:!0}}function ee(t){let[,e,n]=/^([A-Za-z_][A-Za-z0-9_]*)\+?=(.*)$/s.exec(t)??[];return e===void 0||n===void 0?void 0:[e,n]}var xi={valued:["-u","--unset","-C","--chdir","-a","--argv0"],not:["-S","--split-string"],assigns:!0},vi={valued:["-u","-g","-h","-p","-C","-r","-t","-T","-D","-R","--user","--group","--chdir","--host"],not:["-i","-s","-e","-l","-v","--login","--shell","--edit"],assigns:!0},bn={env:xi,sudo:vi,time:{valued:["-o","-f","--output","--format"]},exec:{valued:["-a"]},nice:{valued:["-n","--adjustment"]},ionice:{valued:["-c","-n","--class","--classdata"],not:["-p"]},command:{valued:[],not:["-v","-V"]},builtin:{valued:[]},nohup:{valued:[]},eatmydata:{valued:[]},stdbuf:{valued:["-i","-o","-e"]},timeout:{valued:["-k","-s","--kill-after","--signal"],skip:1},gosu:{valued:[],skip:1},"su-exec":{valued:[],skip:1},xargs:{valued:["-n","-I","-P","-L","-d","-s","-a","-E","--max-args","--max-procs","--arg-file","--delimiter"]}},Si=new Set(["sh","bash","dash","ash","ksh","zsh","busybox.sh"]);function ki(t){return t.slice(t.lastIndexOf("/")+1)}function te(t,e){let[n="",...r]=t.words,i=ki(n);if(Si.has(i))return Oi(t,r,e);if(i==="eval")return Ci(t,r,e);let o=Object.hasOwn(bn,i)?bn[i]:void 0;if(o===void 0)return[ge(t)];let s=Ri(r,o);if(s===void 0)return i==="env"||i==="sudo"?[ct(t)]:[ge(t)];let a=s.slice(o.skip??0),l={...t.assignments};for(let c=o.assigns&&ee(a[0]??"");c;c=ee(a[0]??""))l[c[0]]=c[1],a=a.slice(1);return a.length===0?[ge(t)]:te({...t,words:a,assignments:l},e)}function ge({words:t,assignments:e,line:n,stdin:r}){return{words:t,assignments:e,line:n,...r===void 0?{}:{stdin:r.text}}}function ct(t){return{...ge(t),opaque:!0}}function Ri(t,{valued:e,not:n=[]}){let r=0;for(;r<t.length;r++){let i=t[r]??"";if(i==="--")return t.slice(r+1);if(!i.startsWith("-"))break;let o=i.startsWith("--"),s=o?i.split("=")[0]??i:i.slice(0,2);if(n.includes(s))return;let a=o?i.includes("="):i.length>2;e.includes(s)&&!a&&r++}return t.slice(r)}function Oi(t,e,n){let r=!1,i=!0,o=0;for(;o<e.length;o++){let a=e[o]??"";if(a==="--"||a==="-"){o++;break}if(!/^[-+]/.test(a))break;if(a.startsWith("--")){(a==="--rcfile"||a==="--init-file")&&o++;continue}a.includes("c")&&(r=!0),/[oO]$/.test(a)&&o++}let s=e[o];return r?s===void 0?[ct(t)]:lt(t,s,t.line,n):(s!==void 0&&!e.slice(0,o).some(a=>/^-[a-z]*s/.test(a))&&(i=!1),i&&t.stdin!==void 0?lt(t,t.stdin.text,t.stdin.line,n):[ge(t)])}function lt(t,e,n,r){return/^\s*["']?\$/.test(e)?[ct(t)]:r(e,n).map(i=>({...i,assignments:{...t.assignments,...i.assignments}}))}function Ci(t,e,n){let r=e.join(" ");return r.includes("$")||r.includes("`")?[he(t.line)]:lt(t,r,t.line,n)}var Ei=/[\s;&|<>()]/,Ae=class{at=0;text;constructor(e){this.text=e}peek(){return this.text.charAt(this.at)}rest(){return this.text.slice(this.at)}match(e){let n=e.exec(this.rest())?.[0];if(n!==void 0)return this.at+=n.length,n}blanks(){this.match(/^(?:[ \t\r]|\\\r?\n)+/)}comment(){this.match(/^[^\n]*/)}word(){let e=this.at,n="";for(;this.at<this.text.length;){let r=this.peek(),i=this.text.charAt(this.at+1);if(r==="\\")i===`
`?this.at+=2:(n+=i,this.at+=2);else if(r==="'")n+=this.single();else if(r==='"')n+=this.double();else if(r==="$")n+=this.dollar();else if(r==="`")n+=this.backtick();else if((r==="<"||r===">")&&i==="("&&n===""){let o=this.at;this.at+=2,this.substitution(),n+=this.text.slice(o,this.at)}else if(r==="("&&/(?:[?*+@!]|^[A-Za-z_]\w*\+?=)$/.test(n)&&this.at>e)n+=this.group();else{if(Ei.test(r))break;n+=r,this.at++}}return{raw:this.text.slice(e,this.at),value:n}}single(){let e=this.text.indexOf("'",this.at+1);if(e<0)throw new w("a single quote is not closed");let n=this.text.slice(this.at+1,e);return this.at=e+1,n}double(){let e="";for(this.at++;this.at<this.text.length;){let n=this.peek();if(n==='"')return this.at++,e;n==="$"?e+=this.dollar():n==="`"?e+=this.backtick():n==="\\"?e+=this.escapedInDouble():(e+=n,this.at++)}throw new w("a double quote is not closed")}escapedInDouble(){let e=this.text.charAt(this.at+1);return this.at+=2,e===`
`?"":/["$`\\]/.test(e)?e:`\\${e}`}dollar(){let e=this.at,n=this.rest();if(n.startsWith("$((")){if(this.at++,this.arithmetic(),this.text.slice(e,this.at).includes(";"))throw new w("this is no arithmetic")}else if(n.startsWith("$("))this.at+=2,this.substitution();else if(n.startsWith("${"))this.brace();else if(n.startsWith("$'")){if(this.match(/^\$'(?:\\.|[^\\'])*'/s)===void 0)throw new w("a quote is not closed");return this.text.slice(e+2,this.at-1)}else this.at++;return this.text.slice(e,this.at)}brace(){for(this.at+=2;this.at<this.text.length;){let e=this.peek();if(e==="}"){this.at++;return}this.part(e)}throw new w("a ${ is not closed")}arithmetic(){if(!this.group().endsWith("))"))throw new w("this is no arithmetic")}group(){let e=this.at,n=0;for(;this.at<this.text.length;){let r=this.peek();if(r==="("||r===")"){if(n+=r==="("?1:-1,this.at++,n===0)return this.text.slice(e,this.at)}else this.part(r)}throw new w("a parenthesis is not closed")}part(e){e==="\\"?this.at+=2:e==="'"?this.single():e==='"'?this.double():e==="$"?this.dollar():e==="`"?this.backtick():this.at++}backtick(){let e=this.at,n=this.match(/^`(?:\\.|[^\\`])*`/s);if(n===void 0)throw new w("a backtick is not closed");return this.backticks(n.slice(1,-1).replace(/\\([`$\\])/g,"$1"),e),n}};var Ai=new Set(["if","then","elif","else","while","until","do","!","{","coproc"]),Ii=new Set(["fi","done","esac","}"]),Ti=/^(?:&&|\|\||;;&|;;|;&|;|\|&|\||&(?!>))/,Li=/^\d*(?:<<<|<<-?|<>|>>|>\||>&|<&|&>>|&>|<(?!\()|>(?!\())/,Pi=12;function Te(t,e){if((e.depth??0)>Pi)return[he(e.lineOf(0))];let n=new ut(t,e);try{n.list("")}catch(r){if(!(r instanceof w))throw r;n.commands.push(he(e.lineOf(n.at)))}return n.commands}function Ie(){return{words:[],assignments:{},start:void 0,stdin:void 0}}var ut=class extends Ae{commands=[];options;taken=0;bodyAt;constructor(e,n){super(e),this.options=n}list(e){let n=Ie(),r=[],i=()=>{this.emit(n),n=Ie()};for(;;){this.blanks();let o=this.peek();if(o===""){if(i(),e!=="")throw new w("a parenthesis is not closed");return}if(o===`
`)i(),this.newline();else if(o==="#")this.comment();else if(r.at(-1)==="pattern")this.pattern(r);else if(o===")"){if(i(),this.at++,e===")")return;throw new w("a ) too many")}else o==="("?this.parenthesis(n):!this.operator(i,r)&&!this.redirection(n)&&this.commandWord(n,r)}}substitution(){this.list(")")}backticks(e,n){this.commands.push(...this.nested(e,this.options.lineOf(n)))}nested(e,n){return Te(e,{lineOf:i=>n+(e.slice(0,i).match(/\n/g)?.length??0),depth:(this.options.depth??0)+1})}emit({words:e,assignments:n,start:r,stdin:i}){if(r===void 0)return;let o={words:e,assignments:n,line:this.options.lineOf(r),...i===void 0?{}:{stdin:i}};this.commands.push(...te(o,(s,a)=>this.nested(s,a)))}newline(){this.at=this.bodyAt??this.at+1,this.bodyAt=void 0}operator(e,n){let r=this.match(Ti);return r===void 0?!1:(e(),/^;[;&]/.test(r)&&n.length>0&&(n[n.length-1]="pattern"),!0)}parenthesis(e){if(e.words.length===1&&this.match(/^\(\s*\)/)!==void 0)Object.assign(e,Ie());else{if(e.start!==void 0)throw new w("an unexpected (");this.rest().startsWith("((")?this.arithmetic():(this.at++,this.list(")"))}}redirection(e){let n=this.at,r=this.match(Li)?.replace(/^\d+/,"");if(r===void 0)return!1;if(this.blanks(),r==="<<"||r==="<<-")e.stdin=this.heredoc(r==="<<-",n);else{let{value:i}=this.word();r==="<<<"&&(e.stdin={text:i,line:this.options.lineOf(n)})}return!0}heredoc(e,n){let r=this.word().value;if(this.options.heredocs!==void 0){let a=this.options.heredocs[this.taken++];if(a===void 0)throw new w("a heredoc without a body");return a}let i=this.text.indexOf(`
`,n),o=this.bodyAt??(i<0?this.text.length:i+1),s="";for(let a=o;a<this.text.length;){let l=this.text.indexOf(`
`,a),c=l<0?this.text.length:l,u=this.text.slice(a,c).replace(e?/^\t+/:/^/,"");if(a=c+1,u===r)return this.bodyAt=a,{text:s,line:this.options.lineOf(o)};s+=`${u}
`}throw new w("a heredoc does not end")}commandWord(e,n){let r=this.at,{value:i,raw:o}=this.word();if(this.at===r)throw new w(`an unexpected ${this.peek()}`);if(e.words.length===0){if(Object.keys(e.assignments).length===0&&this.keyword(o,e,n))return;let s=ee(o)&&ee(i);if(s){e.start??=r,e.assignments[s[0]]=s[1];return}}e.start??=r,e.words.push(i),o==="[["&&e.words.length===1&&this.condition(e.words)}keyword(e,n,r){if(e==="esac"&&r.pop(),Ai.has(e)||Ii.has(e))return!0;if(e==="for"||e==="select")this.loopHead();else if(e==="case"){if(this.blanks(),this.word(),this.gap(),this.word().raw!=="in")throw new w("case without in");r.push("pattern")}else if(e==="function")this.blanks(),this.word(),this.blanks(),this.match(/^\(\s*\)/);else return!1;return Object.assign(n,Ie()),!0}loopHead(){if(this.blanks(),this.rest().startsWith("((")){this.arithmetic();return}if(this.word(),this.gap(),!!/^in[\s;]/.test(this.rest()))for(this.word(),this.blanks();!/^[;\n]?$/.test(this.peek());this.blanks()){let e=this.at;if(this.word(),this.at===e)throw new w("a for that is not understood")}}pattern(e){if(/^esac(?![\w-])/.test(this.rest())){this.at+=4,e.pop();return}for(this.match(/^\(/);;){this.gap();let n=this.at;if(this.word(),this.gap(),this.match(/^\)/)!==void 0)break;if(this.match(/^\|/)===void 0||this.at===n)throw new w("a case pattern is not understood")}e[e.length-1]="body"}condition(e){for(;;){if(this.gap(),this.peek()==="")throw new w("[[ is not closed");let r=this.match(/^[()<>|&;!]+/)??this.word().value;if(e.push(r),r==="]]")return}}gap(){for(this.blanks();this.peek()===`
`||this.peek()==="#";this.blanks())this.peek()==="#"?this.comment():this.newline()}};function ne(t){let{exec:e,text:n,heredocs:r,span:i}=t,o=(l,c)=>Te(l,{lineOf:Di(l,c)});if(e!==void 0)return e.length===0?[]:te({words:e,assignments:{},line:i.line},o);let s=Gi(t),[a]=s;return a!==void 0&&r.length===1&&me(n)!==void 0?Mi(a,o):Te(n,{lineOf:l=>Ni(t,l),heredocs:s})}function Di(t,e){return n=>e+$n(t.slice(0,n))}function $n(t){return t.match(/\n/g)?.length??0}function Ni({breaks:t=[],span:e},n){return t.findLast(({at:r})=>r<=n)?.line??e.line}function Gi({heredocs:t,span:e}){let n=e.endLine+1,r=[];for(let{body:i}of t.toReversed())n-=$n(i)+1,r.unshift({text:i.replaceAll(`\r
`,`
`),line:n});return r}function Mi(t,e){let n=/^#!\s*(.+)/.exec(t.text)?.[1]?.trim();if(n===void 0)return e(t.text,t.line);let r=n.split(/\s+/);return te({words:r,assignments:{},line:t.line,stdin:t},e)}function N(t,e,{crossSince:n={debian:9,ubuntu:"14.04"},...r}){let i=e.replace("_","-");return{arch:t,triple:e,multiarch:e,gcc:`gcc-${i}`,gxx:`g++-${i}`,crossSince:n,...r}}function T(t,e,{data:n="little",never:r=0}={}){return{class:t,data:n,machine:e,never:r}}var Bi=N("amd64","x86_64-linux-gnu",{debianSince:4,ubuntuSince:"6.06",crossSince:{debian:10,ubuntu:"18.04"}}),yn=N("armel","arm-linux-gnueabi",{debianSince:5,debianUntil:13}),Fi=[...["","v2","v3","v4"].map(t=>({platform:`linux/amd64${t===""?"":`/${t}`}`,debian:Bi,alpine:{arch:"x86_64",triple:"x86_64-alpine-linux-musl"},go:{GOARCH:"amd64",GOAMD64:t===""?"v1":t},qemu:"qemu-x86_64",machine:"x86_64",elf:T(64,62),cflags:t===""?[]:[`-march=x86-64-${t}`]})),{platform:"linux/386",debian:N("i386","i686-linux-gnu",{multiarch:"i386-linux-gnu",debianSince:2,ubuntuSince:"6.06",ubuntuUntil:"18.04",crossSince:{debian:10,ubuntu:"18.04"}}),alpine:{arch:"x86",triple:"i586-alpine-linux-musl"},go:{GOARCH:"386"},qemu:"qemu-i386",machine:"i686",elf:T(32,3),cflags:[]},{platform:"linux/arm64",debian:N("arm64","aarch64-linux-gnu",{debianSince:8,ubuntuSince:"14.04"}),alpine:{arch:"aarch64",triple:"aarch64-alpine-linux-musl"},go:{GOARCH:"arm64"},qemu:"qemu-aarch64",machine:"aarch64",elf:T(64,183),cflags:[]},{platform:"linux/arm/v7",debian:N("armhf","arm-linux-gnueabihf",{debianSince:7,ubuntuSince:"12.04"}),alpine:{arch:"armv7",triple:"armv7-alpine-linux-musleabihf"},go:{GOARCH:"arm",GOARM:"7"},qemu:"qemu-arm",machine:"armv7l",elf:T(32,40,{never:512}),cflags:["-march=armv7-a","-mfpu=vfpv3-d16"]},{platform:"linux/arm/v6",debian:yn,alpine:{arch:"armhf",triple:"armv6-alpine-linux-musleabihf"},go:{GOARCH:"arm",GOARM:"6"},qemu:"qemu-arm",machine:"armv6l",elf:T(32,40),cflags:["-march=armv6"]},{platform:"linux/arm/v5",debian:yn,go:{GOARCH:"arm",GOARM:"5"},qemu:"qemu-arm",machine:"armv5tel",elf:T(32,40,{never:1024}),cflags:["-march=armv5t"]},{platform:"linux/ppc64le",debian:N("ppc64el","powerpc64le-linux-gnu",{debianSince:8,ubuntuSince:"14.04"}),alpine:{arch:"ppc64le",triple:"powerpc64le-alpine-linux-musl"},go:{GOARCH:"ppc64le"},qemu:"qemu-ppc64le",machine:"ppc64le",elf:T(64,21),cflags:[]},{platform:"linux/s390x",debian:N("s390x","s390x-linux-gnu",{debianSince:7,ubuntuSince:"16.04",crossSince:{debian:9,ubuntu:"16.04"}}),alpine:{arch:"s390x",triple:"s390x-alpine-linux-musl"},go:{GOARCH:"s390x"},qemu:"qemu-s390x",machine:"s390x",elf:T(64,22,{data:"big"}),cflags:[]},{platform:"linux/riscv64",debian:N("riscv64","riscv64-linux-gnu",{debianSince:13,ubuntuSince:"20.04",crossSince:{debian:10,ubuntu:"18.04"}}),alpine:{arch:"riscv64",triple:"riscv64-alpine-linux-musl",since:"3.20"},go:{GOARCH:"riscv64"},qemu:"qemu-riscv64",machine:"riscv64",elf:T(64,243),cflags:[]},{platform:"linux/mips64le",debian:N("mips64el","mips64el-linux-gnuabi64",{debianSince:9,debianUntil:12,crossSince:{debian:9,ubuntu:"18.04"}}),go:{GOARCH:"mips64le",GOMIPS64:"hardfloat"},qemu:"qemu-mips64el",machine:"mips64",elf:T(64,8),cflags:[]},{platform:"linux/mips64",go:{GOARCH:"mips64",GOMIPS64:"hardfloat"},qemu:"qemu-mips64",machine:"mips64",elf:T(64,8,{data:"big"}),cflags:[]},{platform:"linux/loong64",debian:N("loong64","loongarch64-linux-gnu",{crossSince:{debian:13,ubuntu:"24.04"}}),alpine:{arch:"loongarch64",triple:"loongarch64-alpine-linux-musl",since:"3.21"},go:{GOARCH:"loong64"},qemu:"qemu-loongarch64",machine:"loongarch64",elf:T(64,258),cflags:[]}],Hi=new Map(Fi.map(t=>[t.platform,t]));function re(t){let{os:e,architecture:n,variant:r}=Q(t);return Hi.get(r===""?`${e}/${n}`:`${e}/${n}/${r}`)}var be=t=>new Set(t.split(/\s+/)),Ui={debian:be("golang debian buildpack-deps gcc python node rust ruby php perl postgres redis nginx httpd memcached haproxy elixir erlang haskell julia r-base pypy mono drupal wordpress mongo influxdb"),ubuntu:be("ubuntu eclipse-temurin maven gradle swift mariadb sapmachine ibmjava neo4j"),alpine:be("alpine caddy traefik registry docker"),rhel:be("fedora rockylinux almalinux oraclelinux amazonlinux amazoncorretto mysql openjdk"),other:be("busybox hello-world archlinux photon bash")},_n="stretch|buster|bullseye|bookworm|trixie|forky|sid",wn="bionic|focal|jammy|noble|questing|resolute";function qi(t){let e=t.replace(/@sha\d+:[0-9a-f]+$/,""),n=e.lastIndexOf(":"),r=n>e.lastIndexOf("/"),i=(r?e.slice(0,n):e).split("/"),o=i.at(-1)??"",s=i[0]??"",a=i.length>1&&(/[.:]/.test(s)||s==="localhost")?s:"",l=i.slice(a===""?0:1,-1),u=(l.length===0?!ji.test(a):l.at(-1)==="library")?Object.entries(Ui).find(([,d])=>d.has(o))?.[0]:void 0;return{host:a,folder:l,name:o,tag:r?e.slice(n+1):"",digest:e!==t,...u===void 0?{}:{official:u}}}var ji=/^(cgr\.dev|registry\.access\.redhat\.com|registry\.redhat\.io|registry\.suse\.com|mcr\.microsoft\.com)$/;function ie(t,e){let n=qi(t),r=Vi(n),i=Ji(n,r),o=Wi(n,e),s=e?.user??"";return{reference:t,family:r,...i===void 0?{}:{release:i},...o===void 0?{}:{goRoot:o},withoutC:n.official==="debian"&&n.name==="golang"&&r==="alpine"&&zi(n.tag),twin:Qi(t,n.official!==void 0,e),.../^(root|0)?(:.*)?$/.test(s)?{}:{user:s},onbuild:(e?.onbuild.length??0)>0||/(^|-)onbuild(-|$)/.test(n.tag)}}function zi(t){let e=/^(\d+)(?:\.(\d+))?/.exec(t);return e===null?!0:Number(e[1])>1||e[2]===void 0||Number(e[2])>=20}function Vi({host:t,folder:e,name:n,tag:r,digest:i,official:o}){return t==="cgr.dev"||e[0]==="chainguard"||/wolfi/.test(n)?"wolfi":/windowsservercore|nanoserver/.test(r)?"other":n==="alpine"||/alpine/.test(r)?"alpine":n==="ubuntu"||new RegExp(`(^|-)(${wn}|ubuntu)`).test(r)?"ubuntu":n==="debian"||new RegExp(`(^|-)(${_n})`).test(r)?"debian":/(^|-)(azurelinux|mariner|cbl-mariner|al20\d\d|ubi\d+|fedora|oracle|oraclelinux\d*|ol\d+)/.test(r)||/^(centos|ubi\d*(-.*)?|go-toolset|azurelinux)$/.test(n)||/^(ubi\d+|centos)$/.test(e.at(-1)??"")?"rhel":o!==void 0&&!(i&&r===""&&o==="debian")?o:"other"}function Ji({name:t,tag:e},n){let r=new RegExp(`(?:^|-)(${_n}|${wn})(?:-|$)`).exec(e)?.[1];if(r!==void 0)return r;if(n==="ubuntu")return(t==="ubuntu"?/^\d\d\.\d\d/:/\d\d\.\d\d/).exec(e)?.[0];if(n==="alpine")return(t==="alpine"?/^(\d+\.\d+)/:/alpine(\d+\.\d+)/).exec(e)?.[1]}function Wi({host:t,folder:e,name:n,tag:r,official:i},o){if(/windowsservercore|nanoserver/.test(r)||t==="registry.suse.com")return;if(o!==void 0){let a=o.env.PATH?.split(":").includes("/usr/local/go/bin")??!1;return o.env.GOLANG_VERSION!==void 0&&a?"/usr/local/go":void 0}if(n!=="golang")return;let s=t==="mcr.microsoft.com"&&e.join("/").startsWith("oss/go");return i!==void 0||s?"/usr/local/go":void 0}function Qi(t,e,n){return n!==void 0?n.platforms.length>1?{known:!0,because:`${t} is published for ${n.platforms.length} platforms`}:{known:!1,because:`${t} is published for one platform only, so there is no native twin of it to take compilers from`}:e?{known:!0,because:`${t} is a Docker official image`}:{known:!1,because:`${t} could not be looked at, so it is not known whether a native twin of it exists`}}var xn=new Set(`: [ [[ true false test echo printf cat cp mv rm mkdir rmdir ln ls pwd cd touch chmod chown chgrp stat du df head tail
  cut tr sort uniq wc tee sed awk grep egrep fgrep find basename dirname readlink realpath mktemp install date sleep
  sha256sum sha512sum sha1sum md5sum gpg tar gzip gunzip xz unxz bzip2 bunzip2 unzip zip zstd
  curl wget git apt-get apt apt-cache apt-mark apk dnf microdnf yum rpm dpkg dpkg-query add-apt-repository apt-key
  locale-gen update-ca-certificates update-alternatives ldconfig groupadd useradd usermod addgroup adduser groupmod
  passwd setcap getcap id whoami hostname uname env export unset set shopt exit return local readonly
  declare trap umask ulimit command type which hash wait read file ldd strip objdump readelf nm jq yq`.split(/\s+/).filter(t=>t!=="")),Ki=new Set(["mod","env","version","clean","fmt","help","telemetry","work","doc"]);function Le(t){for(let e of t){if(e.opaque)return{yes:!0,because:"it could not be read to the end"};let[n="",...r]=e.words,i=n.slice(n.lastIndexOf("/")+1);if(i==="find"){let o=r[r.findIndex(s=>/^-(exec|execdir|ok|okdir)$/.test(s))+1];if(!r.some(s=>/^-(exec|execdir|ok|okdir)$/.test(s))||xn.has(o??""))continue;return{yes:!0,because:`it runs find -exec ${o}`}}if(!((i==="."||i==="source")&&/^\/etc\//.test(r[0]??""))&&!(i===""||xn.has(i))){if(i==="go"){let o=r.find(s=>!s.startsWith("-"))??"help";if(Ki.has(o))continue;return{yes:!0,because:`it runs go ${o}`}}return{yes:!0,because:`it runs ${i}`}}}return{yes:!1,because:"nothing in it compiles"}}var Yi={heredoc:{minor:4,what:"heredocs"},secretEnv:{minor:10,what:"secrets as environment variables"}};function vn({syntax:t},e){if(t===void 0)return;let n=/^(?:[^/]+\.[^/]+\/|[^/]+:\d+\/)?docker\/dockerfile(?:-upstream)?(?::(?<tag>[^@]+))?(?:@.*)?$/.exec(t),r=n===null?"other":n.groups?.tag??"latest",i=/^1\.(\d+)/.exec(r)?.[1],{minor:o,what:s}=Yi[e];if(!(/^(1|latest|labs|1-labs|master|stable)$/.test(r)||i!==void 0&&Number(i)>=o))return`its frontend ${t} is not known to have ${s}; write # syntax=docker/dockerfile:1`}function dt(t,e,n=ie){let r=Xi(t,e,n),i=[];for(let o of[...e.chain].reverse()){let s=t.stages[o];if(s!==void 0){i.length=0;for(let a of s.stage.instructions)i.push(r),r=Zi(t,s,a,r,n)}}return[...i,r]}function Xi(t,e,n){if(e.root.kind!=="image")return{};let{reference:r}=e.root,i=t.dockerfile.stages[e.chain.at(-1)??0]?.base,{goRoot:o}=n(r);return o===void 0||i===void 0?{}:{source:{root:o,from:i,reference:r}}}function Zi(t,e,n,r,i){let{keyword:o,span:s}=n;return o==="COPY"||o==="ADD"?eo(t,e,n,i)??r:o!=="RUN"?r:no(n)?{because:`line ${s.line} puts another Go in place`}:io(t,e,n,r,i)??r}function eo(t,e,n,r){let i=n.exec??n.text.trim().split(/\s+/),o=i.at(-1)??"",s=e.uses.find(u=>u.how==="copy"&&u.instruction===n),a=s?.paths.length===1?s.paths[0]??"":"",l=o.replace(/\/$/,""),c={because:`line ${n.span.line} copies a Go of which no native twin is known`};if(/^\/?usr\/local\/go\/?$/.test(a)&&/^\/[\w./-]*go$/.test(l)&&s!==void 0){let u=to(t,s.from,r);return u===void 0?c:{source:{...u,root:l}}}return/^\/?usr(\/local)?\/?$|^\/$/.test(a)&&/^\/(usr(\/local)?\/?)?$/.test(o)||/^\/usr\/local(\/go)?\/?$/.test(o)&&/\bgo\b|golang|usr\/local/.test(i.slice(0,-1).join(" "))||/^\/usr\/local\/go\/?$/.test(o)?c:void 0}function to(t,e,n){if(e.kind==="image"){let{goRoot:o,twin:s}=n(e.reference);return o==="/usr/local/go"&&s.known?{from:e.reference,reference:e.reference}:void 0}let r=e.kind==="stage"?t.stages[e.index]:void 0;if(r===void 0||r.platform.kind!=="target")return;let i=dt(t,r,n).at(-1)?.source;return i?.root==="/usr/local/go"&&i.install===void 0&&n(i.reference).twin.known?i:void 0}function no({text:t,heredocs:e}){let n=[t,...e.map(({body:r})=>r)].join(`
`);return/(\brm\b|\bmv\b|\bcp\b|\bln\b)[^\n;&|]*\/usr\/local\/go\b(?!\/(bin|src|misc)\/)|(-C\s*|--directory[= ])\/usr\/local\b|go\.dev\/dl|dl\.google\.com\/go|storage\.googleapis\.com\/golang|golang\.org\/dl/.test(n)}var ro=/^(golang|golang-go|golang-(\d+\.\d+)(-go)?)$/;function io(t,e,n,r,i){let o=ne(n),s=n.span.line;if(o.some(({words:f})=>f[0]==="apk"&&f.includes("add")&&f.some(p=>/^go([=~<>].*)?$/.test(p))))return{because:`line ${s} installs Alpine's own Go, whose tools are not known to run on another system`};let a=o.filter(({words:f})=>/^(apt|apt-get)$/.test(f[0]??"")&&f.includes("install")).flatMap(({words:f})=>f.filter(p=>/^golang(-|$|[=/])/.test(p)&&!/-(dev|doc|src|x-|docker)/.test(p)));if(a.length===0||r.source!==void 0&&r.source.install===void 0)return;let[l=""]=a,c=ro.exec(l),u=t.dockerfile.stages[e.chain.at(-1)??0]?.base;if(e.root.kind!=="image"||u===void 0)return{because:`line ${s} installs Go on an unknown base`};let d=i(e.root.reference);return a.length>1||c===null||oo(t,e,o)||!/^(debian|ubuntu)$/.test(d.family)?{because:`line ${s} installs a Go that may not be the distribution's newest`}:{source:{root:c[2]===void 0?"/usr/lib/go":`/usr/lib/go-${c[2]}`,from:u,reference:e.root.reference,install:{with:"apt",package:l}}}}function oo(t,e,n){let r=n.some(({words:o})=>o.some(s=>/^(-t|--target-release|--default-release|-t\S+)/.test(s)&&/^apt/.test(o[0]??""))),i=e.chain.some(o=>t.stages[o]?.stage.instructions.some(({text:s,heredocs:a})=>/\/etc\/apt|sources\.list|add-apt-repository|\bppa:/.test([s,...a.map(({body:l})=>l)].join(`
`))));return r||i}function Sn(t,e){let n=new Map(t.globals.flatMap(o=>Z(o,t.directives.escape)).map(({name:o,value:s})=>[o,s??""])),r=new Set,i=o=>[...o.matchAll(/\$\{?([A-Za-z_]\w*)/g)].some(([,s=""])=>/^TARGET(PLATFORM|OS|ARCH|VARIANT)$/.test(s)?!0:r.has(s)?!1:(r.add(s),i(n.get(s)??"")));return i(e)}var so={alpine:"Alpine has no cross gcc",wolfi:"Wolfi has no cross gcc",rhel:"distributions with RPM packages have no cross gcc for programs"},ao="nothing in it compiles";function kn(t,e,n,r=ie){let i=e.stage.instructions.flatMap((d,f)=>{if(d.keyword!=="RUN")return[];let{yes:p,because:S}=Le(ne(d));return p?[{instruction:d,at:f,because:S}]:[]});if(i.length===0)return{ok:!1,because:ao};let o=fo(t,e,n);if(o!==void 0||n===void 0)return{ok:!1,because:o??Rn(e)};let s=mo(t,n),a=dt(t,e,r),l=i.flatMap(({instruction:d,at:f,because:p})=>{let S=lo(a,f);return s!==void 0&&S===void 0?[]:[{instruction:d,because:p,compilers:s===void 0,...S===void 0?{}:{go:S}}]}),c=a.map(d=>d.because).find(d=>d!==void 0),[u]=l;return u===void 0?{ok:!1,because:[s,c].filter(d=>d!==void 0).join("; ")}:{ok:!0,steps:l,because:`${co(l)} for ${uo(l)}: ${u.because}${c===void 0||u.go!==void 0?"":`; ${c}`}`}}function lo(t,e){let n=t[e]?.source,r=t[e+1]?.source;return n!==void 0&&n===r?n:void 0}function co(t){let e=t.some(r=>r.go!==void 0),n=t.some(r=>r.compilers);return e&&n?"native Go tools and compilers":e?"native Go tools":"native compilers"}function uo(t){let e=t[0]?.instruction.span.line;return t.length===1?`the step in line ${e}`:`${t.length} steps, the first in line ${e}`}function fo(t,e,n){let r=vn(t.dockerfile.directives,"secretEnv");if(r!==void 0)return r;let{platform:i}=e;if(i.kind==="unknown")return i.why;if(i.kind==="fixed"&&!z(i.platform,t.platform))return`the Dockerfile fixes it to ${_(i.platform)}, and tools are made for ${_(t.platform)}`;if(n===void 0)return Rn(e);if(!n.twin.known)return n.twin.because;if(n.onbuild)return`${n.reference} has ONBUILD steps, which a stage with tools would run as well`;let o=t.dockerfile.stages[e.chain.at(-1)??0];if(o!==void 0&&Sn(t.dockerfile,o.base))return`line ${o.from.span.line} names another base for every platform, so there is no native twin of it`;let s=e.chain.flatMap(a=>t.stages[a]?.stage.instructions??[]).find(({text:a,keyword:l})=>/^(ENV|ARG)$/.test(l)&&/\bCOMPILER_PATH\b/.test(a));return s===void 0?void 0:`line ${s.span.line} sets COMPILER_PATH itself`}function mo({platform:t},{family:e}){let n=so[e];return n!==void 0?n:re(t)?.debian===void 0?`Debian has no gcc for ${_(t)}`:void 0}function Rn(t){switch(t.root.kind){case"scratch":return"it starts from scratch";case"context":return`its base is the build context ${t.root.name}, of which no native twin can be had`;case"unknown":return`its base ${t.root.text} is not known before the build: ${t.root.why}`;default:return"its base is not known"}}function ft(t,e,n){let r=c=>({verdict:"no",because:c,pure:!1});if(n===void 0)return r("its base is not a known image");let i=V(t,e).filter(({keyword:c})=>c==="RUN").flatMap(ne),o={evaluated:t,stage:e,base:n,commands:i,pure:Io(e,i)};for(let c of po){let u=c(o);if(u!==void 0)return r(u)}let s=i.map(Ao).find(c=>c!==void 0),a=o.pure?"a Go stage without C":"a Go stage",l=n.reference.replace(/@.*/,"");return s!==void 0?{verdict:"likely",because:`${a} on ${l}, but ${s}`,pure:o.pure}:{verdict:"yes",because:`${a} on ${l} that others only copy from`,pure:o.pure}}function V(t,e){return[...e.chain].reverse().flatMap(n=>t.stages[n]?.stage.instructions??[])}var po=[ho,go,bo,({stage:t})=>t.platform.kind==="fixed"?"its platform is fixed in the Dockerfile":void 0,$o,yo,_o,wo,vo,So,ko,({commands:t})=>On(t,["ldd"],"looks for the libraries of a binary with ldd, which cannot load a foreign one"),({commands:t})=>On(t,["dnf","yum","microdnf","rpm"],"installs with a package manager that has no foreign libraries"),Ro,Co,Eo];function ho({evaluated:t,stage:e}){let n=e.chain.at(-1)??e.stage.index,r=t.stages[t.target];if(!(r===void 0||!r.chain.includes(n)))return r.stage.index===e.stage.index?"its own file system becomes the image":"the image is built on top of it"}function go({base:t}){return t.goRoot===void 0?`${t.reference} is not a golang image, so its Go would not be the build platform's`:void 0}function bo({base:t,pure:e}){if(!(e||t.family==="debian"||t.family==="ubuntu"))return`${t.reference} has no cross compilers and foreign libraries in its packages`}function $o({evaluated:t,stage:e}){let n=V(t,e).find(({keyword:r})=>r==="SHELL");return n===void 0||/\b(ba|da)?sh\b/.test(n.text)?void 0:`line ${n.span.line} sets another shell`}function yo({evaluated:t,stage:e}){let n=V(t,e).find(({keyword:r,text:i})=>r==="USER"&&!/^(root|0)(:|$)/.test(i.trim()));return n===void 0?void 0:`line ${n.span.line} changes to another user`}function _o({evaluated:t,stage:e}){let n=V(t,e).find(({keyword:r,text:i})=>r==="ENV"&&/(^|\s)PATH[= ]/.test(i)&&!/PATH[= ]"?\$\{?PATH\}?/.test(i)&&!/(^|\s)PATH[= ]"?(\/go\/bin|\$\{?GOPATH\}?\/bin):\$\{?PATH\}?/.test(i));return n===void 0?void 0:`line ${n.span.line} puts other folders first in PATH`}function wo({evaluated:t,stage:e,commands:n}){let r=/\bGO(?:ARCH|OS|ARM)=["']?(?!\$)([a-z0-9]+)/,i=V(t,e).find(({keyword:s,text:a})=>(s==="ENV"||s==="ARG")&&/GOARCH/.test(a)&&r.test(a));if(i!==void 0)return`line ${i.span.line} sets ${r.exec(i.text)?.[0]}, whatever the platform is`;let o=n.find(({assignments:s,words:a})=>xo(s.GOARCH)||a.some(l=>/^GOARCH=[a-z0-9]+$/.test(l)));return o===void 0?void 0:`line ${o.line} sets GOARCH to a fixed value, whatever the platform is`}function xo(t){return t!==void 0&&t!==""&&!t.includes("$")}function vo({commands:t}){let e=t.find(({words:n})=>n[0]==="uname"&&n.slice(1).some(r=>/^-[a-z]*[mpia]|^--(machine|processor|all)/.test(r))||n[0]==="arch"||n[0]==="dpkg"&&n.includes("--print-architecture")||n[0]==="dpkg-architecture"||n[0]==="apk"&&n.includes("--print-arch"));return e===void 0?void 0:`line ${e.line} asks for the machine's architecture with ${e.words.slice(0,2).join(" ")}`}function So({commands:t}){let e=t.find(({words:[n="",...r]})=>/(^|\/)(configure|autogen\.sh|bootstrap\.sh|autoreconf|cmake|meson|ninja|bazel|scons)$/.test(n)||/^g?make$/.test(n)&&r.some(i=>/^install/.test(i)));return e===void 0?void 0:`line ${e.line} builds from source with ${e.words[0]}, which would build for the build platform`}function ko({evaluated:t,stage:e}){let n=V(t,e).find(({keyword:r,text:i,heredocs:o})=>r==="RUN"&&/go\.dev\/dl|dl\.google\.com\/go|storage\.googleapis\.com\/golang/.test([i,...o.map(({body:s})=>s)].join(`
`)));return n===void 0?void 0:`line ${n.span.line} installs another Go`}function Ro({evaluated:t,stage:e}){let n=V(t,e).find(({keyword:r,text:i,heredocs:o})=>(r==="RUN"||r==="ADD")&&/https?:\/\/\S*(x86_64|amd64|x64|aarch64|arm64)\S*/i.test([i,...o.map(({body:s})=>s)].join(`
`)));return n===void 0?void 0:`line ${n.span.line} downloads a file for a fixed architecture`}var Oo=/^\/?(lib\d*|usr\/lib\d*|bin|sbin|usr\/bin|usr\/sbin|usr\/libexec|usr\/local\/lib|usr\/local\/go|opt)(\/|$)/;function Co({evaluated:t,stage:e}){for(let n of t.stages)for(let r of n.uses){if(r.how!=="copy"||r.from.kind!=="stage"||r.from.index!==e.stage.index)continue;let i=r.paths.find(o=>/^\/?(\.\/?)?$/.test(o)||Oo.test(o));if(i!==void 0)return`line ${r.instruction.span.line} copies ${i} out of it, where the build platform's own files are`}}function Eo({commands:t}){let e=t.find(({words:n})=>n[0]==="go"&&n[1]==="test"&&!n.includes("-c"));return e===void 0?void 0:`line ${e.line} runs tests, which belong on the target platform`}function On(t,e,n){let r=t.find(({words:i})=>e.includes(i[0]??""));return r===void 0?void 0:`line ${r.line} ${n}`}function Ao(t){if(t.opaque)return`line ${t.line} could not be read to the end`;let[e="",n=""]=t.words,r=e.slice(e.lastIndexOf("/")+1);return r==="go"?/^(mod|env|version|clean|fmt|build|install|list|vet|get)$/.test(n)?void 0:`line ${t.line} runs go ${n}`:Le([t]).yes?`line ${t.line} runs ${r}, whose own commands are not visible`:void 0}function Io(t,e){if(t.env.CGO_ENABLED==="0")return!0;let n=e.filter(({words:r})=>r[0]==="go"&&/^(build|install)$/.test(r[1]??""));return n.length>0&&n.every(({assignments:r})=>r.CGO_ENABLED==="0")&&!e.some(r=>r.opaque)}function Cn(t,e,n){return t.needed.flatMap(r=>{let i=t.stages[r];return i===void 0?[]:[To(t,i,e,n)]})}function To(t,e,n,r){let i=Lo(t,e),o=Do(t,e,r);if(o!==void 0)return i("native",o);if(!No(e))return i("native","it runs nothing");if(n==="emulate")return i("emulate","strategy asks for it",{emulated:!0});let s=Go(t,e,r);if(n==="cross"&&s.verdict!=="no")return i("cross",s.because,{pure:s.pure});if(n==="auto"&&s.verdict==="yes")return i("cross",s.because,{pure:s.pure});let a=n==="accelerate"?"strategy asks for it":`not cross: ${s.because}`,l=kn(t,e,mt(e,r));return r.noEmulator!==void 0?s.verdict==="likely"?i("cross",`${s.because}; ${r.noEmulator}`,{pure:s.pure}):i("emulate",`${r.noEmulator}; ${a}`,{emulated:!0}):l.ok?i("accelerate",`${l.because}; ${a}`,{steps:l.steps,emulated:!0}):i("emulate",l.because==="nothing in it compiles"?l.because:`${l.because}; ${a}`,{emulated:!0})}function Lo(t,e){return(n,r,i={})=>({index:e.stage.index,stage:Pe(e),strategy:n,because:r,steps:i.steps??[],pure:i.pure??!1,products:n==="cross"?Po(t,e):[],emulated:i.emulated??!1,root:e.chain.at(-1)??e.stage.index})}function Po(t,e){return t.stages.flatMap(({uses:r})=>r.flatMap(i=>i.how==="copy"&&i.from.kind==="stage"&&i.from.index===e.stage.index?i.paths:[])).flatMap(r=>{let i=/^\/?(?:root\/)?go(?:\/bin(?:\/(.*))?)?\/?$/.exec(r);return i===null?[]:[i[1]===void 0||/[*?]/.test(i[1])||i[1]===""?"*":i[1]]})}function Pe({stage:t}){return t.name??`stage ${t.index}`}function Do(t,e,{nodes:n}){if(e.platform.kind==="build")return"the Dockerfile itself runs it on the build platform";let r=e.platform.kind==="fixed"?e.platform.platform:t.platform,i=e.platform.kind==="fixed"?"the Dockerfile fixes it to ":"";if(n.some(o=>De(o,r)))return`${i}${_(r)}${i===""?" is what the builder runs":", which the builder runs"}`}function De(t,e){return t.architecture==="amd64"&&e.architecture==="386"?t.os===e.os:xt(t,e)}function No(t){return t.stage.instructions.some(({keyword:e})=>e==="RUN")}function mt(t,{bases:e}){return t.root.kind==="image"?ie(t.root.reference,e[t.root.reference]):void 0}function Go(t,e,n){let r=e.chain.at(-1),i=t.stages.filter(a=>t.needed.includes(a.stage.index)&&r!==void 0&&a.chain.includes(r)),o={no:0,likely:1,yes:2},s=ft(t,e,mt(e,n));return i.filter(a=>a!==e).map(a=>({one:a,result:ft(t,a,mt(a,n))})).reduce((a,{one:l,result:c})=>o[c.verdict]>=o[a.verdict]?{verdict:a.verdict,because:a.because,pure:a.pure&&c.pure}:{...c,because:`stage ${Pe(l)} shares its base and does not qualify: ${c.because}`},s)}var Mo="crossbuild-handover";function Bo(t){return!/^[/.\s]*$/.test(t)&&!t.includes("$")}function Fo(t){let n=(t.stages[t.target]?.chain??[]).flatMap(r=>(t.stages[r]?.uses??[]).flatMap(i=>{if(i.how!=="copy"||i.from.kind!=="stage")return[];let{index:o}=i.from,s=t.stages[o];return s===void 0?[]:i.paths.filter(Bo).map(a=>({from:o,path:a,stage:Pe(s),line:i.instruction.span.line}))}));return n.filter((r,i)=>n.findIndex(({from:o,path:s})=>o===r.from&&s===r.path)===i)}function En(t,e,n){let r=[];for(let i of t){let o=Fo(i);if(o.length===0)continue;let s=Ho(e,o,n),a=_(i.platform),l=r.findIndex(u=>u.text===s),c=r[l];c===void 0?r.push({platforms:[a],files:o.map(({stage:u,path:d,line:f})=>({stage:u,path:d,line:f})),text:s}):r[l]={...c,platforms:[...c.platforms,a]}}return r}function Ho(t,e,n){let r=e.map(({from:i,path:o},s)=>`COPY --from=${i+n} ${JSON.stringify([o,`/${s}/`])}`);return`${t.trimEnd()}

FROM scratch AS ${Mo}
${r.join(`
`)}
`}function ht(t,e){let n=Uo(t,e),r=n.map(l=>l.text).join(""),i=qo(t,n),o=pt(t).length;return{text:r,lineMap:l=>i[l-1]??{line:o},rewrittenLine:l=>{let c=i.findIndex(u=>"line"in u&&u.line>=l);return c<0?i.length:c+1}}}function Uo(t,e){let n=t.includes(`\r
`),r=[],i=0;for(let{at:o,remove:s=0,insert:a}of e.toSorted((l,c)=>l.at-c.at)){if(o<i||s<0||o+s>t.length)throw new RangeError(`the edit at ${o} overlaps another or lies outside the text`);r.push({text:t.slice(i,o),from:i}),r.push({text:n?a.replace(/\r?\n/g,`\r
`):a}),i=o+s}return r.push({text:t.slice(i),from:i}),r.filter(({text:o})=>o!=="")}function pt(t){return t.match(/[^\n]*\n|[^\n]+$/g)??[]}function qo(t,e){let n=jo(t),r=[],i,o=0,s=l=>{let c=i??l;c===void 0||i===void 0&&c<=o?r.push({inserted:!0,after:o}):(r.push({line:c}),o=c),i=void 0},a=!1;for(let{text:l,from:c}of e)for(let u=0;u<l.length;u++){let d=c===void 0?void 0:zo(n,c+u);a=l[u]!==`
`,a?l[u]!=="\r"&&(i??=d):s(d)}return a&&s(void 0),r}function jo(t){let e=[0];for(let n=t.indexOf(`
`);n>=0;n=t.indexOf(`
`,n+1))e.push(n+1);return e}function zo(t,e){let n=0,r=t.length;for(;r-n>1;){let i=n+r>>1;(t[i]??0)<=e?n=i:r=i}return n+1}function An(t,e,n,r=3){let i=Vo(t,e),o=Jo(i,r);return o.length===0?"":[`--- a/${n}
`,`+++ b/${n}
`,...o].join("")}function Vo(t,e){let n=ht(t,e),r=pt(t),i=[],o=1,s=[],a=c=>{for(;o<c;o++)i.push({sign:"-",text:r[o-1]??""})},l=()=>{i.push(...s),s=[]};return pt(n.text).forEach((c,u)=>{let d=n.lineMap(u+1),f="line"in d?d.line:void 0;if(f!==void 0&&a(f),f!==void 0&&f===o&&r[f-1]===c){l(),i.push({sign:" ",text:c}),o++;return}f!==void 0&&a(f+1),s.push({sign:"+",text:c})}),a(r.length+1),l(),i}function Jo(t,e){let n=[];for(let r=0;r<t.length;){let i=t.findIndex(({sign:l},c)=>c>=r&&l!==" ");if(i<0)break;let o=i;for(let l=i;l<t.length&&l-o<=2*e;l++)t[l]?.sign!==" "&&(o=l);let s=Math.max(r,i-e),a=Math.min(t.length,o+e+1);n.push(Wo(t,s,a)),r=a}return n}function Wo(t,e,n){let r=(l,c)=>l.filter(u=>u.sign===" "||u.sign===c).length,i=t.slice(0,e),o=t.slice(e,n),s=l=>{let c=r(o,l),u=r(i,l)+(c===0?0:1);return c===1?`${u}`:`${u},${c}`},a=o.map(({sign:l,text:c})=>`${l}${c.endsWith(`
`)?c:`${c}
\\ No newline at end of file
`}`);return`@@ -${s("-")} +${s("+")} @@
${a.join("")}`}var In=`# The linker of the tree: collect2 runs it instead of ld, with -fuse-ld= kept in the arguments.
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
`;var Tn=`#!/bin/sh
# Makes /crossbuild/go-tool/linux_<target arch>: the compile, link, asm, cgo \u2026 of the build machine's Go, which produce code
# for every target, under the directory name where the target's own \`go\` command looks for them.
#
# Wiring. Run as root in a stage FROM --platform=$BUILDPLATFORM <the base of the stage it will serve>, with the kit mounted
# on /.crossbuild-kit. A RUN of a stage where Go is installed then gets
#   --mount=type=bind,from=<this stage>,source=/crossbuild/go-tool,target=<GOROOT>/pkg/tool
# GOROOT is /usr/local/go in golang's images; /crossbuild/goroot holds the one found here. The \`go\` command stays the
# target's: version, build cache keys, GOHOSTARCH and \`go env\` do not change.
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
    retried apt-get update
    # only the compiler's own package is unpacked: no sources, no gcc
    names=$(apt-get -s install --no-install-recommends "$2" | sed -n 's/^Inst \\(golang-[0-9.]*-go\\) .*/\\1/p')
    # shellcheck disable=SC2086 # a list of names
    [ -z "$names" ] || apt-get -o APT::Sandbox::User=root -o Acquire::Retries=3 download $names
    for deb in *.deb; do [ ! -e "$deb" ] || dpkg-deb -x "$deb" /crossbuild/work/root; done
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
  break
done
# a golang image without tools would leave the step worse off than emulated
"/crossbuild/go-tool/linux_$arch/compile" -V
rm -rf /crossbuild/work
`;var Ln=`#!/bin/sh
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
# When there is no such compiler the tree is empty but for \`why\`, one line for the user, and the step stays emulated.
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

why() { # leaves the tree empty, with a reason
  rm -rf "$tree" "$work"
  mkdir -p "$tree"
  printf '%s\\n' "$*" >"$tree/why"
  printf 'crossbuild: no native compiler: %s\\n' "$*"
  exit 0
}

value() { # KEY of the kit's description of the build
  sed -n "s/^$1=//p" "$kit/target"
}

fetch() { # packages named, and what of their libraries is not installed, unpacked into $work/root
  tries=1
  until apt-get update >"$work/update" 2>&1; do
    cat "$work/update"
    # a release that left the archive, or whose keys expired, will not come back by trying again
    ! grep -Eq ' 404 |no longer has a Release file|does not have a Release file|is not signed|NO_PUBKEY|is not valid yet|is expired' "$work/update" || why "apt-get update fails in this base"
    [ "$tries" -lt 3 ] || exit 1
    tries=$((tries + 1))
    sleep 3
  done
  if ! apt-get -s install --no-install-recommends "$@" >"$work/plan" 2>&1; then
    cat "$work/update" "$work/plan"
    ! grep -q '^W: Failed to fetch' "$work/update" || exit 1
    why "$(sed -n 's/^E: //p' "$work/plan" | head -1)"
  fi
  # the target's headers and libraries (all, \`\u2026-cross\`) are not wanted: the target has its own
  names=$(sed -n 's/^Inst \\([^ :]*\\) .*/\\1/p' "$work/plan" | grep -v -e '-cross$' -e '-cross-base$' || :)
  mkdir -p "$work/deb"
  # shellcheck disable=SC2086 # a list of names
  (cd "$work/deb" && apt-get -o APT::Sandbox::User=root -o Acquire::Retries=3 download $names)
  for deb in "$work"/deb/*.deb; do dpkg-deb -x "$deb" "$work/root"; done
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

needed() { # libraries that an ELF file names; the dynamic loader lists them without running the file
  LD_LIBRARY_PATH=$work/root/usr/lib/$buildarch:$work/root/lib/$buildarch:$work/root/usr/lib "$loader" --list "$1" | sed -n 's/^[[:space:]]*\\([^ ]*\\) => .*/\\1/p'
}

program() { # FILE NAME: into libexec, with its libraries
  cp -L "$1" "$tree/libexec/$2"
  chmod 755 "$tree/libexec/$2"
  for lib in $(needed "$1"); do
    case $lib in */* | ld-linux* | ld64*) continue ;; esac
    if [ ! -e "$tree/lib/$lib" ]; then
      from=$(library "$lib")
      cp -L "$from" "$tree/lib/$lib"
      chmod 644 "$tree/lib/$lib"
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

debian() {
  mkdir -p "$work/root" "$tree/lib" "$tree/libexec" "$tree/bin"
  fetch "$gcc" "$gxx" busybox-static
  buildarch=$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || case $(dpkg --print-architecture) in
    amd64) echo x86_64-linux-gnu ;; arm64) echo aarch64-linux-gnu ;; armhf) echo arm-linux-gnueabihf ;; i386) echo i386-linux-gnu ;;
    ppc64el) echo powerpc64le-linux-gnu ;; *) echo "$(uname -m)-linux-gnu" ;;
  esac)
  cc1=$(find "$work/root/usr" /usr/lib/gcc-cross /usr/libexec/gcc-cross -path "*/gcc-cross/$triple/*/cc1" 2>/dev/null | sort | tail -1)
  [ -n "$cc1" ] || why "$gcc has no cc1"
  home=\${cc1%/cc1}
  version=\${home##*/}
  mkdir -p "$tree/gcc/$triple/$version"

  # Debian mended -fstack-protector on AArch64 (CVE-2023-4039) in the compilers of its stable releases, not in their cross compilers
  unfixed=
  case $triple:$(apt-cache show --no-all-versions "gcc-$version" 2>/dev/null | sed -n 's/^Version: //p' | head -1) in
    aarch64-*+deb*u*) unfixed=' | *" -fstack-protector"*' ;;
  esac

  loader=$(library "$(head -c 4096 "$cc1" | grep -aoE 'ld(-linux|64)[-a-z0-9_]*\\.so\\.[0-9]' | head -1)")
  cp -L "$loader" "$tree/lib/ld.so"
  chmod 755 "$tree/lib/ld.so"
  cp "$(find "$work/root/bin" "$work/root/usr/bin" -name busybox 2>/dev/null | head -1)" "$tree/bin/sh"

  for name in cc1 cc1plus lto1 collect2 lto-wrapper; do
    [ -e "$home/$name" ] || continue
    program "$home/$name" "$name"
    case $name in cc1 | cc1plus) search "$tree/libexec/$name" || why "the header directories of $gcc are not where they were expected" ;; esac
    case $name in cc1 | cc1plus | lto1) compiler "$name" ;; lto-wrapper) wrapper ;; *) helper "$name" ;; esac
  done
  cp -L "$home/liblto_plugin.so" "$tree/gcc/$triple/$version/liblto_plugin.so"
  bin=$work/root/usr/bin
  [ -e "$bin/$triple-as" ] || bin=/usr/bin
  program "$bin/$triple-as" as
  assembler
  program "$bin/$triple-ld.bfd" ld.bfd
  if [ -e "$bin/$triple-ld.gold" ]; then program "$bin/$triple-ld.gold" ld.gold; fi
  linker
  "$tree/lib/ld.so" --library-path "$tree/lib" "$tree/libexec/cc1" -quiet -E /dev/null >/dev/null || why "the compiler of $gcc does not run"
}

rm -rf /crossbuild
mkdir -p "$tree" "$work"
build=$(value BUILDARCH) arch=$(value TARGETARCH) variant=$(value TARGETVARIANT)
case $arch in "$build") why "linux/$arch runs natively on linux/$build" ;; esac
case $build/$arch in amd64/386) why "linux/$arch runs natively on linux/$build" ;; esac
# shellcheck disable=SC2046 # the fields of a line
set -- $(sed -n "s|^$arch\${variant:+/$variant} ||p; s|^$arch ||p" "$kit/targets" | head -1)
triple=\${1:-} multiarch=\${2:-} gcc=\${3:-} gxx=\${4:-}
. /etc/os-release 2>/dev/null || :
case " \${ID:-} \${ID_LIKE:-} " in
  *" debian "* | *" ubuntu "*)
    [ -n "$triple" ] || why "Debian has no name for linux/$arch\${variant:+/$variant}"
    debian
    ;;
  *) why "no cross gcc is known for \${PRETTY_NAME:-this base}" ;;
esac
rm -rf "$work"
`;var Xo="crossbuild-",Ne=`${Xo}kit`,bt=[{id:"crossbuild-compiler-path",env:"COMPILER_PATH",value:"/.crossbuild/gcc"}],Pn={source:"/crossbuild/tree",target:"/.crossbuild"},Zo={source:"/crossbuild/go-tool",target:"/usr/local/go/pkg/tool"};function Dn(t){return[`--mount=type=bind,from=${t},source=${Pn.source},target=${Pn.target}`,...bt.map(({id:e,env:n})=>`--mount=type=secret,id=${e},env=${n}`)]}function Nn(t,e="/usr/local/go"){return[`--mount=type=bind,from=${t},source=${Zo.source},target=${e}/pkg/tool`]}function es(){return W.flatMap(t=>{let e=B(t),n="platform"in e?re(e.platform)?.debian:void 0;return n===void 0?[]:[`${t.replace("linux/","")} ${n.triple} ${n.multiarch} ${n.gcc} ${n.gxx}`]}).join(`
`)}function ts(t,e){let n=Object.keys(e),r=Object.entries(e).map(([i,o])=>`${o.trimEnd()}
${i}`);return[`COPY ${n.map(i=>`<<'${i}'`).join(" ")} ${t}/`,...r].join(`
`)}function ns(t){let e=new Map;for(let[n,r]of Object.entries(t)){let i=n.lastIndexOf("/");e.set(n.slice(0,i),{...e.get(n.slice(0,i)),[n.slice(i+1)]:r})}return[...e].map(([n,r])=>ts(n,r))}var $t={"/targets":es(),"/toolchain.sh":Ln,"/collect-ld.sh":In,"/go-tools.sh":Tn};function Gn({accelerate:t,settings:e={},files:n=$t}={}){let r=["BUILDARCH","TARGETPLATFORM","TARGETOS","TARGETARCH","TARGETVARIANT"],i={...t===void 0?{}:{ACCELERATE:t.join(",")},...e};return[`FROM scratch AS ${Ne}`,...ns(n),...r.map(o=>`ARG ${o}`),"COPY <<target /",...r.map(o=>`${o}=$${o}`),...Object.entries(i).map(([o,s])=>`${o}=${s}`),"target",""].join(`
`)}function gt({name:t,base:e,platform:n="$BUILDPLATFORM"},r,...i){let o=JSON.stringify(["/bin/sh",`/.crossbuild-kit/${r}`,...i]);return[`FROM --platform=${n} ${e} AS ${t}`,"USER 0",`RUN --mount=type=bind,from=${Ne},target=/.crossbuild-kit ${o}`,""].join(`
`)}function Mn(t){return gt(t,"toolchain.sh")}function Bn({install:t,...e}){return t===void 0?gt(e,"go-tools.sh"):gt(e,"go-tools.sh",t.with,t.package)}var Fn=`#!/bin/sh
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
      if (multi != "foreign" && section !~ /^(python|perl|ruby|php|java|javascript|interpreters)$/) {
        if (arch == "all") { if (library || (name ~ /-dev$/ && section != "golang")) class = "all" }
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
`;var Hn=`# What the shims share; sourced with \`root\` set to the folder above bin/, lib/ and native/.

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
`;var Un=`#!/bin/sh
# The go command: what it builds for the image is for the target, what it runs now is for the build platform.
root=\${0%/*/*}
. "$root/lib/common.sh"
. "$root/target"
go=$(real go) || not_found go

# What an outer go shim set (go run, go generate) is not the user's wish.
for name in GOOS GOARCH GOARM GOAMD64 GO386 GOMIPS64 CGO_ENABLED CC CXX AR PKG_CONFIG PKG_CONFIG_LIBDIR; do
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
  put PKG_CONFIG_LIBDIR "$CROSS_PKG_CONFIG_LIBDIR"
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
  test) if [ -n "$tests_only" ]; then target_environment; else native_environment; fi ;;
  *) native_environment ;;
esac
exec "$go" "$@"
`;var qn=`#!/bin/sh
# Runs a build platform's tool whose name is taken by a shim: for programs that run during the build.
root=\${0%/*/*}
. "$root/lib/common.sh"
PATH=$(plain_path)
unset PKG_CONFIG_LIBDIR
exec "\${0##*/}" "$@"
`;var jn=`#!/bin/sh
# pkg-config with the target's folders. No PKG_CONFIG_SYSROOT_DIR: the libraries lie in the same root.
root=\${0%/*/*}
. "$root/lib/common.sh"
. "$root/target"
name=\${0##*/}
name=\${name#"$CROSS_TRIPLE-"}
tool=$(real "$name") || not_found "$name"
if [ -z "\${PKG_CONFIG_LIBDIR-}" ]; then
  export PKG_CONFIG_LIBDIR="$CROSS_PKG_CONFIG_LIBDIR"
fi
exec "$tool" "$@"
`;var zn=`#!/bin/sh
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
CROSS_ARCHIVE=1 CROSS_BIN=$system/usr/bin CROSS_CC= CROSS_CXX= CROSS_AR= CROSS_PKG_CONFIG_LIBDIR=
target_of "$TARGETPLATFORM" || fail "cross has no compiler for $TARGETPLATFORM. Write strategy: accelerate"

ID= ID_LIKE= PRETTY_NAME= VERSION_CODENAME= UBUNTU_CODENAME=
[ ! -f "$system/etc/os-release" ] || . "$system/etc/os-release"
CROSS_DISTRIBUTION=\${PRETTY_NAME:-this image}

# What the shims know, in a form that they source.
write_target() {
  for name in PLATFORM BUILD_GOARCH GOARCH GO CFLAGS DEBIAN TRIPLE MULTIARCH GCC GXX APK ARCHIVE BIN CC CXX AR \\
    PKG_CONFIG_LIBDIR PURE PRODUCTS DISTRIBUTION; do
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
`;var Vn=`# The toolchain of a Debian or Ubuntu stage; sourced by setup.sh.
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

add_ubuntu_source() {
  case $CROSS_DEBIAN in
    amd64 | i386) main=http://archive.ubuntu.com/ubuntu security=http://security.ubuntu.com/ubuntu ;;
    *) main=http://ports.ubuntu.com/ubuntu-ports security=http://ports.ubuntu.com/ubuntu-ports ;;
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
  apt-get update -o Acquire::Retries=3
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
  bind_sources
  add_ubuntu_source
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
CROSS_PKG_CONFIG_LIBDIR=/usr/local/lib/$CROSS_MULTIARCH/pkgconfig:/usr/local/lib/pkgconfig:/usr/local/share/pkgconfig:/usr/lib/$CROSS_MULTIARCH/pkgconfig:/usr/lib/pkgconfig:/usr/share/pkgconfig
write_target
write_shims
for name in apt-get apt; do
  ! real "$name" >/dev/null || ln -sf ../lib/apt.sh "$root/bin/$name"
done
wanted=$(printf %s "$CROSSBUILD_CROSS_PACKAGES" | tr ',;\\n' '   ')
[ -z "\${wanted# }" ] || "$root/bin/apt-get" install -y -qq --no-install-recommends $wanted
[ -n "$had_lists" ] || find "$system/var/lib/apt/lists" -mindepth 1 -maxdepth 1 ! -name lock ! -name partial -exec rm -rf {} +
`;var Jn=`# Writes the shims; sourced after common.sh and the target file. A shim exists only where the image has the tool
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
exec $native --target=$CROSS_TRIPLE\${CROSS_CFLAGS:+ $CROSS_CFLAGS} \\"\\$@\\""
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

write_shims() {
  compiler_shims
  pkg_config_shims
}
`;var Wn="/.crossbuild-kit",Qn={"/cross/apt.sh":Fn,"/cross/common.sh":Hn,"/cross/go.sh":Un,"/cross/native.sh":qn,"/cross/pkg-config.sh":jn,"/cross/setup.sh":zn,"/cross/setup-apt.sh":Vn,"/cross/shims.sh":Jn,"/cross/targets.sh":ds()};function yt({pure:t,products:e}){let n=["/bin/sh",`${Wn}/cross/setup.sh`,...t?["pure"]:[],...e.map(r=>`product=${r}`)];return[`RUN --mount=type=bind,from=${Ne},target=${Wn} ${JSON.stringify(n).replaceAll('","','", "')}`,"ENV PATH=/.crossbuild/bin:$PATH"]}function ds(){return["# Names of each target platform. Made from src/toolchain/targets.ts.","target_of() {","  case $1 in",...W.flatMap(e=>{let n=B(e),r="platform"in n?re(n.platform):void 0;return r===void 0?[]:[`    ${e})
${fs(r)}
      ;;`]}),"    *) return 1 ;;","  esac","}",""].join(`
`)}function fs({debian:t,alpine:e,go:n,cflags:r}){let i={CROSS_DEBIAN:t?.arch,CROSS_TRIPLE:t?.triple,CROSS_MULTIARCH:t?.multiarch,CROSS_GCC:t?.gcc,CROSS_GXX:t?.gxx,CROSS_APK:e?.arch,CROSS_MUSL:e?.triple,CROSS_GO:Object.entries(n).map(([o,s])=>`${o}=${s}`).join(" "),CROSS_CFLAGS:r.join(" ")};return Object.entries(i).filter(([,o])=>o!==void 0&&o!=="").map(([o,s])=>`      ${o}='${s}'`).join(`
`)}function Kn(t,e,n){let r=new _t(t),i=[...ps(e,r),...gs(t,e,r)];if(i.length===0)return ms(t.text);let o=r.head(e,n),a=t.stages[0]?.from.span.start??0,l=[...i,..._s(t,o.count)],c=ht(t.text,[...l,{at:a,insert:o.text}]);return{text:c.text,changed:!0,diff:`${An(t.text,l,"Dockerfile")}
${o.note}`,userLine:u=>{let d=c.lineMap(u);return"inserted"in d?{line:d.after,inserted:!0}:{line:d.line,inserted:!1}},secrets:bt,insertedStages:o.count}}function ms(t){return{text:t,changed:!1,diff:"",userLine:e=>({line:e,inserted:!1}),secrets:[],insertedStages:0}}function ps(t,e){let n=new Map;for(let{decisions:r}of t)for(let i of r.filter(({strategy:o})=>o==="accelerate"))for(let o of i.steps)n.has(o.instruction)||n.set(o.instruction,{root:i.root,...o.goRoot===void 0?{}:{goRoot:o.goRoot}});return[...n].map(([r,{root:i,goRoot:o}])=>({at:r.argumentsAt,insert:`${hs(e,i,o).join(" ")} `}))}function hs(t,e,n){return[...Dn(t.toolchain(e)),...n===void 0?[]:Nn(t.goTool(e),n)]}function gs(t,e,n){return[...new Set(e.flatMap(({decisions:i})=>i.filter(({strategy:o})=>o==="cross").map(({root:o})=>o)))].flatMap(i=>{let o=t.stages[i];if(o===void 0)return[];let s=d=>e.filter(({decisions:f})=>f.some(p=>p.root===i&&d(p))).map(({platform:f})=>f),a=s(({strategy:d})=>d==="cross"),l=e.flatMap(d=>d.decisions).filter(d=>d.root===i&&d.strategy==="cross"),c={pure:l.every(({pure:d})=>d),products:[...new Set(l.flatMap(({products:d})=>d))]};if(s(({emulated:d})=>d).length===0)return bs(o,c);let u=e.map(({platform:d})=>d).filter(d=>!a.includes(d));return[ys(t.text,o,n.choice(o,a,u,c))]})}function bs(t,e){let{from:n}=t,r=n.flags.find(({name:o})=>o==="platform");return[r===void 0?{at:n.argumentsAt,insert:"--platform=$BUILDPLATFORM "}:{at:r.span.start,remove:r.span.end-r.span.start,insert:"--platform=$BUILDPLATFORM"},{at:n.span.end,insert:`
${yt(e).join(`
`)}`}]}function $s(t){let e=new Set(t.flatMap(({decisions:i})=>i.filter(({strategy:o})=>o==="accelerate").map(({index:o})=>o))),n=t.some(({decisions:i})=>i.some(({index:o,strategy:s})=>s==="emulate"&&e.has(o))),r=t.filter(({decisions:i})=>i.some(({strategy:o})=>o==="accelerate")).map(({platform:i})=>_(i));return n?{accelerate:r}:{}}function ys(t,e,n){let{from:r}=e,i=r.flags.find(({name:a})=>a==="platform"),o=i?.span.start??r.argumentsAt,s=t.indexOf(e.base,i?.span.end??o)+e.base.length;return{at:o,remove:s-o,insert:n}}function _s(t,e){let n=[];for(let{instructions:r}of t.stages)for(let{flags:i}of r)for(let o of i){let s=t.text.slice(o.span.start,o.span.end),a=o.name==="from"?/^--from=["']?(\d+)/i.exec(s):o.name==="mount"?/[=,]["']?from=(\d+)(?=[,"']|$)/i.exec(s):null,l=a?.[1];if(a===null||l===void 0||Number(l)>=t.stages.length)continue;let c=o.span.start+a.index+a[0].length-l.length;n.push({at:c,remove:l.length,insert:String(Number(l)+e)})}return n}var _t=class{#n;#e=[];#r=new Set;#t=[];constructor(e){this.#n=e}toolchain(e){return`crossbuild-toolchain-${this.#i(e)}`}goTool(e){let n=`crossbuild-go-${this.#i(e)}`;return this.#r.add(n),n}choice(e,n,r,i){let o=`crossbuild-base-${e.index}`,s=a=>l=>`FROM ${o}-${a} AS ${o}-${_(l).replaceAll("/","-")}`;return this.#t.push(`FROM --platform=$BUILDPLATFORM ${e.base} AS ${o}-cross`,...yt(i),`FROM ${e.base} AS ${o}-plain`,...n.map(s("cross")),...r.map(s("plain"))),`${o}-\${TARGETOS}-\${TARGETARCH}\${TARGETVARIANT:+-}\${TARGETVARIANT}`}head(e,n){let r=e.some(({decisions:a})=>a.some(({strategy:l})=>l==="cross")),o=`${[Gn({...$s(e),files:{...this.#e.length===0?{}:$t,...r?Qn:{}},...r?{settings:{CROSSBUILD_CROSS_PACKAGES:n.crossPackages.join(" ")}}:{}}),...this.#e.flatMap((a,l)=>[Mn({name:`crossbuild-toolchain-${l+1}`,base:a}),...this.#r.has(`crossbuild-go-${l+1}`)?[Bn({name:`crossbuild-go-${l+1}`,base:a})]:[]]),...this.#t.length===0?[]:[this.#t.join(`
`)]].map(a=>a.trimEnd()).join(`

`)}

`,s=(o.match(/^FROM /gm)??[]).length;return{text:o,count:s,note:`(and ${s} stages before the first FROM that make the tools: ${o.split(`
`).length-1} lines)`}}#i(e){let n=this.#n.stages[e]?.base??"",r=this.#e.indexOf(n);return r>=0?r+1:this.#e.push(n)}};function Qc(t,e){let n=on(e.dockerfile.text),r=ws(e),o=(t.platforms.length>0?t.platforms:r.slice(0,1)).map(l=>xs(n,l,r,t,e)),s=o.map(l=>({platform:l.platform,decisions:Cn(l,Xn(t,l.platform),{nodes:r,bases:e.bases,...e.noEmulator===void 0?{}:{noEmulator:e.noEmulator}})}));vs(t,s,r);let a=Kn(n,s,{crossPackages:t.crossPackages});return{platforms:s.map(Ss),dockerfile:a,handovers:En(o,a.text,a.insertedStages),emulators:ks(t,s,r),notes:[]}}function ws(t){let e=t.builder?.nodes.flatMap(({platforms:n})=>n.slice(0,1))??[];return e.length>0?e:[t.engine?.platform??t.host]}function xs(t,e,n,r,i){let o=n.find(s=>De(s,e))??n[0]??i.host;return gn(t,{platform:e,buildPlatform:o,buildArgs:Object.fromEntries(r.buildArgs.map(s=>D(s)).flatMap(({key:s,value:a})=>a===void 0?[]:[[s,a]])),contexts:Object.fromEntries(Object.entries(r.buildContexts).map(([s,a])=>[s.toLowerCase(),a])),baseEnv:Object.fromEntries(Object.entries(i.bases).map(([s,{env:a}])=>[s,a])),...r.target===void 0?{}:{target:r.target}})}function Xn({strategy:t},e){return t.byPlatform[_(e)]??t.all}function vs(t,e,n){let r=e.filter(({platform:i,decisions:o})=>Xn(t,i)==="native"&&o.some(({strategy:s})=>s!=="native")).map(({platform:i})=>({input:"strategy",what:`${_(i)} cannot be built natively`,why:`the builder has ${n.map(_).join(", ")}`,instead:`add a node with append, or write ${_(i)}=auto`}));if(r.length>0)throw new P(r)}var Yn={accelerate:3,cross:2,emulate:1,native:0};function Ss({platform:t,decisions:e}){let n=e.reduce((r,i)=>r===void 0||Yn[i.strategy]>Yn[r.strategy]?i:r,void 0);return{platform:_(t),strategy:n?.strategy??"native",because:n===void 0?"it has no stage":e.length===1||n.strategy==="native"?n.because:`${n.stage}: ${n.because}`,stages:e.map(({index:r,stage:i,strategy:o,because:s})=>({index:r,stage:i,strategy:o,because:s}))}}function ks(t,e,n){let r=e.filter(({decisions:a})=>a.some(({emulated:l})=>l)).map(({platform:a})=>a),i=t.verify==="run"?e.map(({platform:a})=>a).filter(a=>!n.some(l=>De(l,a))):[],o=[...new Set([...r,...i].map(({architecture:a})=>a))],s=a=>a.map(_).join(", ");return r.length>0?{architectures:o,because:`steps of ${s(r)} run under emulation`}:i.length>0?{architectures:o,because:`nothing is built under emulation, but verify: run starts ${s(i)}`}:{architectures:[],because:"nothing runs under emulation"}}function Kc({platforms:t,emulators:e,dockerfile:n}){return JSON.stringify({platforms:t,emulators:e,rewritten:n.changed})}function Xc({platforms:t,emulators:e,dockerfile:n,notes:r}){return`${[...t.flatMap(({platform:o,strategy:s,because:a,stages:l})=>[`${o}: ${s} - ${a}`,...l.map(c=>`  ${c.stage}: ${c.strategy} - ${c.because}`)]),`emulators: ${e.architectures.join(", ")||"none"} - ${e.because}`,...r,...n.changed?["",n.diff.trimEnd()]:["","The Dockerfile is built as it is."]].join(`
`)}
`}export{ve as a,D as b,ce as c,oa as d,gr as e,Tt as f,re as g,ie as h,Mo as i,on as j,gn as k,Os as l,As as m,Ra as n,Qc as o,Kc as p,Xc as q};
