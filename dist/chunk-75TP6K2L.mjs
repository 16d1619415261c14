import{createRequire as crossbuildRequire}from'node:module';const require=crossbuildRequire(import.meta.url);
import{a as k,b as J,c as B,d as W,e as x,f as ne,g as yt,h as _t,j as D}from"./chunk-GFSZZBRO.mjs";var Kn={x64:"amd64",ia32:"386",ppc64:"ppc64le"};function lo(){return W({os:"linux",architecture:Kn[process.arch]??process.arch,variant:""})}async function fo(t){let e=[],r=await wt("append",t.append,Yn,e),n=await wt("registry-auth",t.registryAuth,Xn,e),i={nodes:r.flatMap((s,o)=>er(s,o,e)),logins:n.flatMap((s,o)=>tr(s,o,e))};return{...i,problems:e,masks:i.logins.map(({password:s})=>s).filter(s=>s.length>3)}}var Yn=["name","endpoint","platforms","driver-opts","buildkitd-flags"],Xn=["registry","username","password","ecr"];async function wt(t,e,r,n){if(e===void 0)return[];let{parseDocument:i}=await import("./dist-F2D4R7YD.mjs"),s=i(e,{prettyErrors:!1}),[o]=s.errors;if(o!==void 0){let l=e.slice(0,o.pos[0]).split(`
`).length;return n.push({input:t,what:`line ${l} is not YAML`,why:o.code,instead:`write a list: - ${r[0]}: \u2026`}),[]}let a=s.toJS();if(!Array.isArray(a)||!a.every(Zn))return n.push({input:t,what:"is not a list of entries",instead:`write a list: - ${r[0]}: \u2026`}),[];for(let[l,c]of a.entries())for(let u of Object.keys(c).filter(d=>!r.includes(d)))n.push({input:t,what:`entry ${l+1} has "${u}", which it does not take`,instead:`write ${k(u,r)??r.join(", ")}`});return a}function Zn(t){return typeof t=="object"&&t!==null&&!Array.isArray(t)}function H(t,e){let r=t[e];return r==null?"":String(r).trim()}function xt(t,e,r){let n=t[e];return(Array.isArray(n)?n.map(String):H(t,e).split(r)).map(s=>s.trim()).filter(s=>s!=="")}function er(t,e,r){let[n,i,s]=[H(t,"name"),H(t,"endpoint"),H(t,"buildkitd-flags")],o=Me(i);return o!==void 0?(r.push({input:"append",what:`entry ${e+1}: endpoint "${i}" ${o}`,instead:Ge}),[]):[{...n===""?{}:{name:n},...i===""?{}:{endpoint:i},platforms:xt(t,"platforms",/[,\n]/),driverOpts:xt(t,"driver-opts",/\n/),...s===""?{}:{buildkitdFlags:s}}]}var Ge="write the name of a docker context, tcp://host:port, ssh://user@host or unix:///path";function Me(t){if(/^-/.test(t)||/^[a-z]+:\/\/([^/@]*@)?-/.test(t))return"starts with a dash";if(/\s/.test(t))return"holds a blank"}function tr(t,e,r){let n=H(t,"ecr").toLowerCase()||"auto";return n!=="auto"&&n!=="true"&&n!=="false"?(r.push({input:"registry-auth",what:`entry ${e+1}: ecr is "${n}"`,instead:"write auto, true or false"}),[]):[{registry:H(t,"registry"),username:H(t,"username"),password:H(t,"password"),ecr:n}]}var p=class t extends Error{constructor(e,r,n,...i){Array.isArray(r)&&(r=r.join(" ").trim()),super(r),Error.captureStackTrace!==void 0&&Error.captureStackTrace(this,t),this.code=e;for(let s of i)for(let o in s){let a=s[o];this[o]=Buffer.isBuffer(a)?a.toString(n.encoding):a==null?a:JSON.parse(JSON.stringify(a))}}};var re=function(t){return typeof t=="object"&&t!==null&&!Array.isArray(t)};var ge=function(t){let e=[];for(let r=0,n=t.length;r<n;r++){let i=t[r];if(i==null||i===!1)e[r]={disabled:!0};else if(typeof i=="string"||typeof i=="number")e[r]={name:`${i}`};else if(re(i)){if(typeof i.name!="string")throw new p("CSV_OPTION_COLUMNS_MISSING_NAME",["Option columns missing name:",`property "name" is required at position ${r}`,"when column is an object literal"]);e[r]=i}else throw new p("CSV_INVALID_COLUMN_DEFINITION",["Invalid column definition:","expect a string or a literal object,",`got ${JSON.stringify(i)} at position ${r}`])}return e};var Be=class{constructor(e=100){this.size=e,this.length=0,this.buf=Buffer.allocUnsafe(e)}prepend(e){if(Buffer.isBuffer(e)){let r=this.length+e.length;if(r>=this.size&&(this.resize(),r>=this.size))throw Error("INVALID_BUFFER_STATE");let n=this.buf;this.buf=Buffer.allocUnsafe(this.size),e.copy(this.buf,0),n.copy(this.buf,e.length),this.length+=e.length}else{let r=this.length++;r===this.size&&this.resize();let n=this.clone();this.buf[0]=e,n.copy(this.buf,1,0,r)}}append(e){let r=this.length++;r===this.size&&this.resize(),this.buf[r]=e}clone(){return Buffer.from(this.buf.slice(0,this.length))}resize(){let e=this.length;this.size=this.size*2;let r=Buffer.allocUnsafe(this.size);this.buf.copy(r,0,0,e),this.buf=r}toString(e){return e?this.buf.toString(e,0,this.length):Uint8Array.prototype.slice.call(this.buf.slice(0,this.length))}toJSON(){return this.toString("utf8")}reset(){this.length=0}},Fe=Be;var vt=function(t){let e=[32,9,10,13,12,11,160,5760,8192,8193,8194,8195,8196,8197,8198,8199,8200,8201,8202,8232,8233,8239,8287,12288,65279].reduce((n,i)=>{let s=Buffer.from(String.fromCharCode(i),t.encoding);return i!==63&&s.length===1&&s[0]===63||n.push(s),n},[]),r=new Uint8Array(256);for(let n of e)r[n[0]]=1;return{bomSkipped:!1,bufBytesStart:0,castField:t.cast_function,commenting:!1,delimiterBufPrevious:void 0,delimiterDiscovered:!1,error:void 0,enabled:t.from_line===1,escaping:!1,escapeIsQuote:Buffer.isBuffer(t.escape)&&Buffer.isBuffer(t.quote)&&Buffer.compare(t.escape,t.quote)===0,expectedRecordLength:Array.isArray(t.columns)?t.columns.length:void 0,field:new Fe(20),firstLineToHeaders:t.cast_first_line_to_header,needMoreDataSize:Math.max(t.comment!==null?t.comment.length:0,...t.delimiter?t.delimiter.map(n=>n.length):[],t.delimiter_auto?1:0,t.quote!==null?t.quote.length:0,...e.map(n=>n.length)),previousBuf:void 0,quoting:!1,stop:!1,rawBuffer:new Fe(100),record:[],recordHasError:!1,record_length:0,recordDelimiterMaxLength:t.record_delimiter.length===0?0:Math.max(...t.record_delimiter.map(n=>n.length)),trimChars:[Buffer.from(" ",t.encoding)[0],Buffer.from("	",t.encoding)[0]],wasQuoting:!1,wasRowDelimiter:!1,timchars:e,timcharFirstBytes:r}};var St=function(t){return t.replace(/([A-Z])/g,function(e,r){return"_"+r.toLowerCase()})};var Q=function(t){let e={};for(let n in t)e[St(n)]=t[n];if(e.encoding===void 0||e.encoding===!0)e.encoding="utf8";else if(e.encoding===null||e.encoding===!1)e.encoding=null;else if(typeof e.encoding!="string"&&e.encoding!==null)throw new p("CSV_INVALID_OPTION_ENCODING",["Invalid option encoding:","encoding must be a string or null to return a buffer,",`got ${JSON.stringify(e.encoding)}`],e);if(e.bom===void 0||e.bom===null||e.bom===!1)e.bom=!1;else if(e.bom!==!0)throw new p("CSV_INVALID_OPTION_BOM",["Invalid option bom:","bom must be true,",`got ${JSON.stringify(e.bom)}`],e);if(e.cast_function=null,e.cast===void 0||e.cast===null||e.cast===!1||e.cast==="")e.cast=void 0;else if(typeof e.cast=="function")e.cast_function=e.cast,e.cast=!0;else if(e.cast!==!0)throw new p("CSV_INVALID_OPTION_CAST",["Invalid option cast:","cast must be true or a function,",`got ${JSON.stringify(e.cast)}`],e);if(e.cast_date===void 0||e.cast_date===null||e.cast_date===!1||e.cast_date==="")e.cast_date=!1;else if(e.cast_date===!0)e.cast_date=function(n){let i=Date.parse(n);return isNaN(i)?n:new Date(i)};else if(typeof e.cast_date!="function")throw new p("CSV_INVALID_OPTION_CAST_DATE",["Invalid option cast_date:","cast_date must be true or a function,",`got ${JSON.stringify(e.cast_date)}`],e);if(e.cast_first_line_to_header=void 0,e.columns===!0)e.cast_first_line_to_header=void 0;else if(typeof e.columns=="function")e.cast_first_line_to_header=e.columns,e.columns=!0;else if(Array.isArray(e.columns))e.columns=ge(e.columns);else if(e.columns===void 0||e.columns===null||e.columns===!1)e.columns=!1;else throw new p("CSV_INVALID_OPTION_COLUMNS",["Invalid option columns:","expect an array, a function or true,",`got ${JSON.stringify(e.columns)}`],e);if(e.group_columns_by_name===void 0||e.group_columns_by_name===null||e.group_columns_by_name===!1)e.group_columns_by_name=!1;else{if(e.group_columns_by_name!==!0)throw new p("CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",["Invalid option group_columns_by_name:","expect an boolean,",`got ${JSON.stringify(e.group_columns_by_name)}`],e);if(e.columns===!1)throw new p("CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME",["Invalid option group_columns_by_name:","the `columns` mode must be activated."],e)}if(e.comment===void 0||e.comment===null||e.comment===!1||e.comment==="")e.comment=null;else if(typeof e.comment=="string"&&(e.comment=Buffer.from(e.comment,e.encoding)),!Buffer.isBuffer(e.comment))throw new p("CSV_INVALID_OPTION_COMMENT",["Invalid option comment:","comment must be a buffer or a string,",`got ${JSON.stringify(e.comment)}`],e);if(e.comment_no_infix===void 0||e.comment_no_infix===null||e.comment_no_infix===!1)e.comment_no_infix=!1;else if(e.comment_no_infix!==!0)throw new p("CSV_INVALID_OPTION_COMMENT",["Invalid option comment_no_infix:","value must be a boolean,",`got ${JSON.stringify(e.comment_no_infix)}`],e);if(e.delimiter_auto===void 0||e.delimiter_auto===null||e.delimiter_auto===!1)e.delimiter_auto=!1;else if(e.delimiter_auto===!0)e.delimiter_auto={};else if(!re(e.delimiter_auto))throw new p("CSV_INVALID_OPTION_DELIMITER_AUTO",["Invalid option delimiter_auto:","delimiter_auto must be a boolean or a configuration object,",`got ${JSON.stringify(e.delimiter_auto)}`],e);if(e.delimiter_auto){if(e.delimiter_auto.preferred===void 0)e.delimiter_auto.preferred={44:1.8,9:1.8,59:1.6,32:1.6,58:1.5,46:1.4,47:1.4};else if(!re(e.delimiter_auto.preferred))throw new p("CSV_INVALID_OPTION_DELIMITER_AUTO",["Invalid option delimiter_auto:","preferred must be an object,",`got ${JSON.stringify(e.delimiter_auto.preferred)}`],e);if(e.delimiter_auto.score===void 0)e.delimiter_auto.score=(n,i)=>(n.total-n.std)*(i.preferred[n.char_code]||1);else if(typeof e.delimiter_auto.score!="function")throw new p("CSV_INVALID_OPTION_DELIMITER_AUTO",["Invalid option delimiter_auto:","score must be a function,",`got ${JSON.stringify(e.delimiter_auto.score)}`],e);if(e.delimiter_auto.size===void 0)e.delimiter_auto.size=2048;else if(typeof e.delimiter_auto.size!="number")throw new p("CSV_INVALID_OPTION_DELIMITER_AUTO",["Invalid option delimiter_auto:","size must be a number,",`got ${JSON.stringify(e.delimiter_auto.size)}`],e)}let r=JSON.stringify(e.delimiter);if(e.delimiter_auto!==!1&&(e.delimiter=[]),Array.isArray(e.delimiter)||((e.delimiter===void 0||e.delimiter===null||e.delimiter===!1)&&(e.delimiter=Buffer.from(",",e.encoding)),e.delimiter=[e.delimiter]),e.delimiter=e.delimiter.map(function(n){if(typeof n=="string"&&(n=Buffer.from(n,e.encoding)),!Buffer.isBuffer(n)||n.length===0)throw new p("CSV_INVALID_OPTION_DELIMITER",["Invalid option delimiter:","delimiter must be a non empty string or buffer or array of string|buffer,",`got ${r}`],e);return n}),e.escape===void 0||e.escape===!0?e.escape=Buffer.from('"',e.encoding):typeof e.escape=="string"?e.escape=Buffer.from(e.escape,e.encoding):(e.escape===null||e.escape===!1)&&(e.escape=null),e.escape!==null&&!Buffer.isBuffer(e.escape))throw new Error(`Invalid Option: escape must be a buffer, a string or a boolean, got ${JSON.stringify(e.escape)}`);if(e.from===void 0||e.from===null)e.from=1;else if(typeof e.from=="string"&&/\d+/.test(e.from)&&(e.from=parseInt(e.from)),Number.isInteger(e.from)){if(e.from<0)throw new Error(`Invalid Option: from must be a positive integer, got ${JSON.stringify(t.from)}`)}else throw new Error(`Invalid Option: from must be an integer, got ${JSON.stringify(e.from)}`);if(e.from_line===void 0||e.from_line===null)e.from_line=1;else if(typeof e.from_line=="string"&&/\d+/.test(e.from_line)&&(e.from_line=parseInt(e.from_line)),Number.isInteger(e.from_line)){if(e.from_line<=0)throw new Error(`Invalid Option: from_line must be a positive integer greater than 0, got ${JSON.stringify(t.from_line)}`)}else throw new Error(`Invalid Option: from_line must be an integer, got ${JSON.stringify(t.from_line)}`);if(e.ignore_last_delimiters===void 0||e.ignore_last_delimiters===null)e.ignore_last_delimiters=!1;else if(typeof e.ignore_last_delimiters=="number")e.ignore_last_delimiters=Math.floor(e.ignore_last_delimiters),e.ignore_last_delimiters===0&&(e.ignore_last_delimiters=!1);else if(typeof e.ignore_last_delimiters!="boolean")throw new p("CSV_INVALID_OPTION_IGNORE_LAST_DELIMITERS",["Invalid option `ignore_last_delimiters`:","the value must be a boolean value or an integer,",`got ${JSON.stringify(e.ignore_last_delimiters)}`],e);if(e.ignore_last_delimiters===!0&&e.columns===!1)throw new p("CSV_IGNORE_LAST_DELIMITERS_REQUIRES_COLUMNS",["The option `ignore_last_delimiters`","requires the activation of the `columns` option"],e);if(e.info===void 0||e.info===null||e.info===!1)e.info=!1;else if(e.info!==!0)throw new Error(`Invalid Option: info must be true, got ${JSON.stringify(e.info)}`);if(e.max_record_size===void 0||e.max_record_size===null||e.max_record_size===!1)e.max_record_size=0;else if(!(Number.isInteger(e.max_record_size)&&e.max_record_size>=0))if(typeof e.max_record_size=="string"&&/\d+/.test(e.max_record_size))e.max_record_size=parseInt(e.max_record_size);else throw new Error(`Invalid Option: max_record_size must be a positive integer, got ${JSON.stringify(e.max_record_size)}`);if(e.objname===void 0||e.objname===null||e.objname===!1)e.objname=void 0;else if(Buffer.isBuffer(e.objname)){if(e.objname.length===0)throw new Error("Invalid Option: objname must be a non empty buffer");e.encoding===null||(e.objname=e.objname.toString(e.encoding))}else if(typeof e.objname=="string"){if(e.objname.length===0)throw new Error("Invalid Option: objname must be a non empty string")}else if(typeof e.objname!="number")throw new Error(`Invalid Option: objname must be a string or a buffer, got ${e.objname}`);if(e.objname!==void 0){if(typeof e.objname=="number"){if(e.columns!==!1)throw Error("Invalid Option: objname index cannot be combined with columns or be defined as a field")}else if(e.columns===!1)throw Error("Invalid Option: objname field must be combined with columns or be defined as an index")}if(e.on_record===void 0||e.on_record===null)e.on_record=void 0;else if(typeof e.on_record!="function")throw new p("CSV_INVALID_OPTION_ON_RECORD",["Invalid option `on_record`:","expect a function,",`got ${JSON.stringify(e.on_record)}`],e);if(e.on_skip!==void 0&&e.on_skip!==null&&typeof e.on_skip!="function")throw new Error(`Invalid Option: on_skip must be a function, got ${JSON.stringify(e.on_skip)}`);if(e.quote===null||e.quote===!1||e.quote==="")e.quote=null;else if(e.quote===void 0||e.quote===!0?e.quote=Buffer.from('"',e.encoding):typeof e.quote=="string"&&(e.quote=Buffer.from(e.quote,e.encoding)),!Buffer.isBuffer(e.quote))throw new Error(`Invalid Option: quote must be a buffer or a string, got ${JSON.stringify(e.quote)}`);if(e.raw===void 0||e.raw===null||e.raw===!1)e.raw=!1;else if(e.raw!==!0)throw new Error(`Invalid Option: raw must be true, got ${JSON.stringify(e.raw)}`);if(e.record_delimiter===void 0)e.record_delimiter=[];else if(typeof e.record_delimiter=="string"||Buffer.isBuffer(e.record_delimiter)){if(e.record_delimiter.length===0)throw new p("CSV_INVALID_OPTION_RECORD_DELIMITER",["Invalid option `record_delimiter`:","value must be a non empty string or buffer,",`got ${JSON.stringify(e.record_delimiter)}`],e);e.record_delimiter=[e.record_delimiter]}else if(!Array.isArray(e.record_delimiter))throw new p("CSV_INVALID_OPTION_RECORD_DELIMITER",["Invalid option `record_delimiter`:","value must be a string, a buffer or array of string|buffer,",`got ${JSON.stringify(e.record_delimiter)}`],e);if(e.record_delimiter=e.record_delimiter.map(function(n,i){if(typeof n!="string"&&!Buffer.isBuffer(n))throw new p("CSV_INVALID_OPTION_RECORD_DELIMITER",["Invalid option `record_delimiter`:","value must be a string, a buffer or array of string|buffer",`at index ${i},`,`got ${JSON.stringify(n)}`],e);if(n.length===0)throw new p("CSV_INVALID_OPTION_RECORD_DELIMITER",["Invalid option `record_delimiter`:","value must be a non empty string or buffer",`at index ${i},`,`got ${JSON.stringify(n)}`],e);return typeof n=="string"&&(n=Buffer.from(n,e.encoding)),n}),typeof e.relax_column_count!="boolean")if(e.relax_column_count===void 0||e.relax_column_count===null)e.relax_column_count=!1;else throw new Error(`Invalid Option: relax_column_count must be a boolean, got ${JSON.stringify(e.relax_column_count)}`);if(typeof e.relax_column_count_less!="boolean")if(e.relax_column_count_less===void 0||e.relax_column_count_less===null)e.relax_column_count_less=!1;else throw new Error(`Invalid Option: relax_column_count_less must be a boolean, got ${JSON.stringify(e.relax_column_count_less)}`);if(typeof e.relax_column_count_more!="boolean")if(e.relax_column_count_more===void 0||e.relax_column_count_more===null)e.relax_column_count_more=!1;else throw new Error(`Invalid Option: relax_column_count_more must be a boolean, got ${JSON.stringify(e.relax_column_count_more)}`);if(typeof e.relax_quotes!="boolean")if(e.relax_quotes===void 0||e.relax_quotes===null)e.relax_quotes=!1;else throw new Error(`Invalid Option: relax_quotes must be a boolean, got ${JSON.stringify(e.relax_quotes)}`);if(typeof e.skip_empty_lines!="boolean")if(e.skip_empty_lines===void 0||e.skip_empty_lines===null)e.skip_empty_lines=!1;else throw new Error(`Invalid Option: skip_empty_lines must be a boolean, got ${JSON.stringify(e.skip_empty_lines)}`);if(typeof e.skip_records_with_empty_values!="boolean")if(e.skip_records_with_empty_values===void 0||e.skip_records_with_empty_values===null)e.skip_records_with_empty_values=!1;else throw new Error(`Invalid Option: skip_records_with_empty_values must be a boolean, got ${JSON.stringify(e.skip_records_with_empty_values)}`);if(typeof e.skip_records_with_error!="boolean")if(e.skip_records_with_error===void 0||e.skip_records_with_error===null)e.skip_records_with_error=!1;else throw new Error(`Invalid Option: skip_records_with_error must be a boolean, got ${JSON.stringify(e.skip_records_with_error)}`);if(e.rtrim===void 0||e.rtrim===null||e.rtrim===!1)e.rtrim=!1;else if(e.rtrim!==!0)throw new Error(`Invalid Option: rtrim must be a boolean, got ${JSON.stringify(e.rtrim)}`);if(e.ltrim===void 0||e.ltrim===null||e.ltrim===!1)e.ltrim=!1;else if(e.ltrim!==!0)throw new Error(`Invalid Option: ltrim must be a boolean, got ${JSON.stringify(e.ltrim)}`);if(e.trim===void 0||e.trim===null||e.trim===!1)e.trim=!1;else if(e.trim!==!0)throw new Error(`Invalid Option: trim must be a boolean, got ${JSON.stringify(e.trim)}`);if(e.trim===!0&&t.ltrim!==!1?e.ltrim=!0:e.ltrim!==!0&&(e.ltrim=!1),e.trim===!0&&t.rtrim!==!1?e.rtrim=!0:e.rtrim!==!0&&(e.rtrim=!1),e.to===void 0||e.to===null)e.to=-1;else if(e.to!==-1)if(typeof e.to=="string"&&/\d+/.test(e.to)&&(e.to=parseInt(e.to)),Number.isInteger(e.to)){if(e.to<=0)throw new Error(`Invalid Option: to must be a positive integer greater than 0, got ${JSON.stringify(t.to)}`)}else throw new Error(`Invalid Option: to must be an integer, got ${JSON.stringify(t.to)}`);if(e.to_line===void 0||e.to_line===null)e.to_line=-1;else if(e.to_line!==-1)if(typeof e.to_line=="string"&&/\d+/.test(e.to_line)&&(e.to_line=parseInt(e.to_line)),Number.isInteger(e.to_line)){if(e.to_line<=0)throw new Error(`Invalid Option: to_line must be a positive integer greater than 0, got ${JSON.stringify(t.to_line)}`)}else throw new Error(`Invalid Option: to_line must be an integer, got ${JSON.stringify(t.to_line)}`);return e};var Rt=function(t,e){e||({delimiter_auto:e}=Q({delimiter_auto:!0})),typeof t=="string"&&(t=Buffer.from(t)),Buffer.isBuffer(t)&&(t=(i=>{let s=[],o=be({delimiter:[]}),a=u=>s.push(u),l=()=>{},c=o.parse(i,!0,a,l);if(c!==void 0)throw c;return s})(t));let r=Array(127).fill().map(()=>({lines:[]}));t.map(([i],s)=>{for(let o=0,a=i.length;o<a;o++){let l=i.charCodeAt(o);r[l].lines[s]===void 0&&(r[l].lines[s]=0),r[l].lines[s]++}}),r.map((i,s)=>{i.char_code=s,i.std=nr(i.lines),i.total=i.lines.reduce((o,a)=>o+a,0),i.preferred=!!e.preferred[s],i.score=e.score(i,e)});let n=r.reduce((i,s)=>i.score>s.score?i:s,{});return String.fromCharCode(n.char_code)},nr=function(t){let e=t.length;if(e===0)return 0;let r=t.reduce((n,i)=>n+i)/e;return Math.sqrt(t.map(n=>Math.pow(n-r,2)).reduce((n,i)=>n+i)/e)};var kt=function(t){return t.every(e=>e==null||e.toString&&e.toString().trim()==="")},rr=13,ir=10,K={utf8:Buffer.from([239,187,191]),utf16le:Buffer.from([255,254])},be=function(t={}){let e={bytes:0,bytes_records:0,comment_lines:0,empty_lines:0,invalid_field_length:0,lines:1,records:0},r=Q(t);return{info:e,original_options:t,options:r,state:vt(r),__needMoreData:function(n,i,s){if(s)return!1;let{encoding:o,escape:a,quote:l}=this.options,{quoting:c,needMoreDataSize:u,recordDelimiterMaxLength:d}=this.state,f=i-n-1,h=Math.max(u,d===0?Buffer.from(`\r
`,o).length:d,c?(a===null?0:a.length)+l.length:0,c?l.length+d:0);return f<h},parse:function(n,i,s,o){let{bom:a,comment_no_infix:l,delimiter_auto:c,encoding:u,from_line:d,ltrim:f,max_record_size:h,raw:C,relax_quotes:w,rtrim:R,skip_empty_lines:S,to:y,to_line:b}=this.options,{comment:E,escape:L,quote:A,record_delimiter:G}=this.options,{bomSkipped:ee,delimiterDiscovered:Pe,delimiterBufPrevious:V,rawBuffer:te,escapeIsQuote:Qn}=this.state;if(!Pe&&c){let $;if(V===void 0?$=n:V!==void 0&&n===void 0?$=V:$=Buffer.concat([V,n]),n=void 0,i||$.length>c.size)this.options.delimiter=[Buffer.from(Rt($,this.options.delimiter_auto))],this.state.previousBuf=$,this.state.delimiterBufPrevious=void 0,this.state.delimiterDiscovered=!0;else{this.state.delimiterBufPrevious=$;return}}let{previousBuf:me}=this.state,g;if(me===void 0)if(n===void 0){o();return}else g=n;else me!==void 0&&n===void 0?g=me:g=Buffer.concat([me,n]);if(ee===!1)if(a===!1)this.state.bomSkipped=!0;else if(g.length<3){if(i===!1){this.state.previousBuf=g;return}}else{for(let $ in K)if(K[$].compare(g,0,K[$].length)===0){let F=K[$].length;this.state.bufBytesStart+=F,g=g.slice(F);let pe=Q({...this.original_options,encoding:$});for(let v in pe)this.options[v]=pe[v];({comment:E,escape:L,quote:A}=this.options);break}this.state.bomSkipped=!0}let Ne=g.length,m;for(m=0;m<Ne&&!this.__needMoreData(m,Ne,i);m++){if(this.state.wasRowDelimiter===!0&&(this.info.lines++,this.state.wasRowDelimiter=!1),b!==-1&&this.info.lines>b){this.state.stop=!0,o();return}this.state.quoting===!1&&G.length===0&&this.__autoDiscoverRecordDelimiter(g,m)&&(G=this.options.record_delimiter);let $=g[m];if(C===!0&&te.append($),($===rr||$===ir)&&this.state.wasRowDelimiter===!1&&(this.state.wasRowDelimiter=!0),this.state.escaping===!0)this.state.escaping=!1;else{if(L!==null&&this.state.quoting===!0&&this.__isEscape(g,m,$)&&m+L.length<Ne)if(Qn){if(this.__isQuote(g,m+L.length)){this.state.escaping=!0,m+=L.length-1;continue}}else{this.state.escaping=!0,m+=L.length-1;continue}if(this.state.commenting===!1&&this.__isQuote(g,m))if(this.state.quoting===!0){let v=g[m+A.length],q=R&&this.__isCharTrimable(g,m+A.length),M=E!==null&&this.__compareBytes(E,g,m+A.length,v),z=this.__isDelimiter(g,m+A.length,v),he=G.length===0?this.__autoDiscoverRecordDelimiter(g,m+A.length):this.__isRecordDelimiter(v,g,m+A.length);if(L!==null&&this.__isEscape(g,m,$)&&this.__isQuote(g,m+L.length))m+=L.length-1;else if(!v||z||he||M||q){this.state.quoting=!1,this.state.wasQuoting=!0,m+=A.length-1;continue}else if(w===!1){let $t=this.__error(new p("CSV_INVALID_CLOSING_QUOTE",["Invalid Closing Quote:",`got "${String.fromCharCode(v)}"`,`at line ${this.info.lines}`,"instead of delimiter, record delimiter, trimable character","(if activated) or comment"],this.options,this.__infoField()));if($t!==void 0)return $t}else this.state.quoting=!1,this.state.wasQuoting=!0,this.state.field.prepend(A),m+=A.length-1}else if(this.state.field.length!==0){if(w===!1){let v=this.__infoField(),q=Object.keys(K).map(z=>K[z].equals(this.state.field.toString())?z:!1).filter(Boolean)[0],M=this.__error(new p("INVALID_OPENING_QUOTE",["Invalid Opening Quote:",`a quote is found on field ${JSON.stringify(v.column)} at line ${v.lines}, value is ${JSON.stringify(this.state.field.toString(u))}`,q?`(${q} bom)`:void 0],this.options,v,{field:this.state.field}));if(M!==void 0)return M}}else{this.state.quoting=!0,m+=A.length-1;continue}if(this.state.quoting===!1){let v=this.__isRecordDelimiter($,g,m);if(v!==0){if(this.state.commenting&&this.state.wasQuoting===!1&&this.state.record.length===0&&this.state.field.length===0)this.info.comment_lines++;else{if(this.state.enabled===!1&&this.info.lines+(this.state.wasRowDelimiter===!0?1:0)>=d){this.state.enabled=!0,this.__resetField(),this.__resetRecord(),m+=v-1;continue}if(S===!0&&this.state.wasQuoting===!1&&this.state.record.length===0&&this.state.field.length===0){this.info.empty_lines++,m+=v-1;continue}this.info.bytes=this.state.bufBytesStart+m;let z=this.__onField();if(z!==void 0)return z;this.info.bytes=this.state.bufBytesStart+m+v;let he=this.__onRecord(s);if(he!==void 0)return he;if(y!==-1&&this.info.records>=y){this.state.stop=!0,o();return}}this.state.commenting=!1,m+=v-1;continue}if(this.state.commenting)continue;if(E!==null&&(l===!1||this.state.record.length===0&&this.state.field.length===0)&&this.__compareBytes(E,g,m,$)!==0){this.state.commenting=!0;continue}let q=this.__isDelimiter(g,m,$);if(q!==0){this.info.bytes=this.state.bufBytesStart+m;let M=this.__onField();if(M!==void 0)return M;m+=q-1;continue}}}if(this.state.commenting===!1&&h!==0&&this.state.record_length+this.state.field.length>h)return this.__error(new p("CSV_MAX_RECORD_SIZE",["Max Record Size:","record exceed the maximum number of tolerated bytes",`of ${h}`,`at line ${this.info.lines}`],this.options,this.__infoField()));let F=f===!1||this.state.quoting===!0||this.state.field.length!==0||!this.__isCharTrimable(g,m),pe=R===!1||this.state.wasQuoting===!1;if(F===!0&&pe===!0)this.state.field.append($);else{if(R===!0&&!this.__isCharTrimable(g,m))return this.__error(new p("CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE",["Invalid Closing Quote:","found non trimable byte after quote",`at line ${this.info.lines}`],this.options,this.__infoField()));F===!1&&(m+=this.__isCharTrimable(g,m)-1);continue}}if(i===!0)if(this.state.quoting===!0){let $=this.__error(new p("CSV_QUOTE_NOT_CLOSED",["Quote Not Closed:",`the parsing is finished with an opening quote at line ${this.info.lines}`],this.options,this.__infoField()));if($!==void 0)return $}else if(this.state.wasQuoting===!0||this.state.record.length!==0||this.state.field.length!==0){this.info.bytes=this.state.bufBytesStart+m;let $=this.__onField();if($!==void 0)return $;let F=this.__onRecord(s);if(F!==void 0)return F}else this.state.wasRowDelimiter===!0?this.info.empty_lines++:this.state.commenting===!0&&this.info.comment_lines++;else this.state.bufBytesStart+=m,this.state.previousBuf=g.slice(m);this.state.wasRowDelimiter===!0&&(this.info.lines++,this.state.wasRowDelimiter=!1)},__onRecord:function(n){let{columns:i,group_columns_by_name:s,encoding:o,info:a,from:l,relax_column_count:c,relax_column_count_less:u,relax_column_count_more:d,raw:f,skip_records_with_empty_values:h}=this.options,{enabled:C,record:w}=this.state;if(C===!1)return this.__resetRecord();let R=w.length;if(i===!0){if(h===!0&&kt(w)){this.__resetRecord();return}return this.__firstLineToColumns(w)}if(i===!1&&this.info.records===0&&(this.state.expectedRecordLength=R),R!==this.state.expectedRecordLength){let S=i===!1?new p("CSV_RECORD_INCONSISTENT_FIELDS_LENGTH",["Invalid Record Length:",`expect ${this.state.expectedRecordLength},`,`got ${R} on line ${this.info.lines}`],this.options,this.__infoField(),{record:w}):new p("CSV_RECORD_INCONSISTENT_COLUMNS",["Invalid Record Length:",`columns length is ${i.length},`,`got ${R} on line ${this.info.lines}`],this.options,this.__infoField(),{record:w});if(c===!0||u===!0&&R<this.state.expectedRecordLength||d===!0&&R>this.state.expectedRecordLength)this.info.invalid_field_length++,this.state.error=S;else{let y=this.__error(S);if(y)return y}}if(h===!0&&kt(w)){this.__resetRecord();return}if(this.state.recordHasError===!0){this.__resetRecord(),this.state.recordHasError=!1;return}if(this.info.records++,l===1||this.info.records>=l){let{objname:S}=this.options;if(i!==!1){let y={};for(let b=0,E=w.length;b<E;b++)i[b]===void 0||i[b].disabled||(s===!0&&Object.hasOwn(y,i[b].name)?Array.isArray(y[i[b].name])?y[i[b].name]=y[i[b].name].concat(w[b]):y[i[b].name]=[y[i[b].name],w[b]]:Object.defineProperty(y,i[b].name,{value:w[b],enumerable:!0,writable:!0,configurable:!0}));if(f===!0||a===!0){let b=Object.assign({record:y},f===!0?{raw:this.state.rawBuffer.toString(o)}:{},a===!0?{info:this.__infoRecord()}:{}),E=this.__push(S===void 0?b:[y[S],b],n);if(E)return E}else{let b=this.__push(S===void 0?y:[y[S],y],n);if(b)return b}}else if(f===!0||a===!0){let y=Object.assign({record:w},f===!0?{raw:this.state.rawBuffer.toString(o)}:{},a===!0?{info:this.__infoRecord()}:{}),b=this.__push(S===void 0?y:[w[S],y],n);if(b)return b}else{let y=this.__push(S===void 0?w:[w[S],w],n);if(y)return y}}this.__resetRecord()},__firstLineToColumns:function(n){let{firstLineToHeaders:i}=this.state;try{let s=i===void 0?n:i.call(null,n);if(!Array.isArray(s))return this.__error(new p("CSV_INVALID_COLUMN_MAPPING",["Invalid Column Mapping:","expect an array from column function,",`got ${JSON.stringify(s)}`],this.options,this.__infoField(),{headers:s}));let o=ge(s);this.state.expectedRecordLength=o.length,this.options.columns=o,this.__resetRecord();return}catch(s){return s}},__resetRecord:function(){this.options.raw===!0&&this.state.rawBuffer.reset(),this.state.error=void 0,this.state.record=[],this.state.record_length=0},__onField:function(){let{cast:n,encoding:i,rtrim:s,max_record_size:o}=this.options,{enabled:a,wasQuoting:l}=this.state;if(a===!1)return this.__resetField();let c=this.state.field.toString(i);if(s===!0&&l===!1&&(c=c.trimRight()),n===!0){let[u,d]=this.__cast(c);if(u!==void 0)return u;c=d}this.state.record.push(c),o!==0&&typeof c=="string"&&(this.state.record_length+=c.length),this.__resetField()},__resetField:function(){this.state.field.reset(),this.state.wasQuoting=!1},__push:function(n,i){let{on_record:s}=this.options;if(s!==void 0){let o=this.__infoRecord();try{n=s.call(null,n,o)}catch(a){return a}if(n==null)return}this.info.bytes_records+=this.info.bytes,i(n)},__cast:function(n){let{columns:i,relax_column_count:s}=this.options;if(Array.isArray(i)===!0&&s&&this.options.columns.length<=this.state.record.length)return[void 0,void 0];if(this.state.castField!==null)try{let a=this.__infoField();return[void 0,this.state.castField.call(null,n,a)]}catch(a){return[a]}if(this.__isFloat(n))return[void 0,parseFloat(n)];if(this.options.cast_date!==!1){let a=this.__infoField();return[void 0,this.options.cast_date.call(null,n,a)]}return[void 0,n]},__compareBytes:function(n,i,s,o){if(n[0]!==o)return 0;let a=n.length;for(let l=1;l<a;l++)if(n[l]!==i[s+l])return 0;return a},__isCharTrimable:function(n,i){let{timchars:s,timcharFirstBytes:o}=this.state,a=n[i];if(a===void 0||o[a]===0)return 0;e:for(let l=0;l<s.length;l++){let c=s[l];for(let u=0;u<c.length;u++)if(c[u]!==n[i+u])continue e;return c.length}return 0},__isDelimiter:function(n,i,s){let{delimiter:o,ignore_last_delimiters:a}=this.options;if(a===!0&&this.state.record.length===this.options.columns.length-1)return 0;if(a!==!1&&typeof a=="number"&&this.state.record.length===a-1)return 0;e:for(let l=0;l<o.length;l++){let c=o[l];if(c[0]===s){for(let u=1;u<c.length;u++)if(c[u]!==n[i+u])continue e;return c.length}}return 0},__isEscape:function(n,i,s){let{escape:o}=this.options;if(o===null)return!1;let a=o.length;if(o[0]===s){for(let l=0;l<a;l++)if(o[l]!==n[i+l])return!1;return!0}return!1},__isFloat:function(n){return n-parseFloat(n)+1>=0},__isQuote:function(n,i){let{quote:s}=this.options;if(s===null)return!1;let o=s.length;for(let a=0;a<o;a++)if(s[a]!==n[i+a])return!1;return!0},__isRecordDelimiter:function(n,i,s){let{record_delimiter:o}=this.options,a=o.length;e:for(let l=0;l<a;l++){let c=o[l],u=c.length;if(c[0]===n){for(let d=1;d<u;d++)if(c[d]!==i[s+d])continue e;return c.length}}return 0},__autoDiscoverRecordDelimiter:function(n,i){let{encoding:s}=this.options,o=[Buffer.from(`\r
`,s),Buffer.from(`
`,s),Buffer.from("\r",s)];e:for(let a=0;a<o.length;a++){let l=o[a].length;for(let c=0;c<l;c++)if(o[a][c]!==n[i+c])continue e;return this.options.record_delimiter.push(o[a]),this.state.recordDelimiterMaxLength=o[a].length,o[a].length}return 0},__error:function(n){let{encoding:i,raw:s,skip_records_with_error:o}=this.options,a=typeof n=="string"?new Error(n):n;if(o){if(this.state.recordHasError=!0,this.options.on_skip!==void 0)try{this.options.on_skip(a,s?this.state.rawBuffer.toString(i):void 0)}catch(l){return l}return}else return a},__infoDataSet:function(){return{...this.info,columns:this.options.columns}},__infoRecord:function(){let{columns:n,raw:i,encoding:s}=this.options;return{...this.__infoDataSet(),bytes_records:this.info.bytes,error:this.state.error,header:n===!0,index:this.state.record.length,raw:i?this.state.rawBuffer.toString(s):void 0}},__infoField:function(){let{columns:n}=this.options,i=Array.isArray(n),s=this.info.bytes_records;return{...this.__infoRecord(),bytes_records:s,column:i===!0?n.length>this.state.record.length?n[this.state.record.length].name:null:this.state.record.length,quoting:this.state.wasQuoting}}}};var ie=function(t,e={}){typeof t=="string"&&(t=Buffer.from(t));let r=e&&e.objname?Object.create(null):[],n=be(e),i=a=>{n.options.objname===void 0?r.push(a):r[a[0]]=a[1]},s=()=>{},o=n.parse(t,!0,i,s);if(o!==void 0)throw o;return r};function $e(t,{comma:e,comments:r=!1,trim:n=!0}){return t.trim()===""?[]:ie(t.replace(/\r\n?/g,`
`),{columns:!1,relaxColumnCount:!0,relaxQuotes:!0,skipEmptyLines:!0,trim:n,info:!0,delimiter:e?",":"\0",...r?{comment:"#"}:{}}).flatMap(({record:s,info:o})=>s.map(a=>({text:n?a.trim():a,line:o.lines-sr(s)}))).filter(({text:s})=>s.trim()!=="")}function sr(t){return t.join("").split(`
`).length-1}function P(t){let e=t.indexOf("=");return e<0?{key:t,value:void 0}:{key:t.slice(0,e),value:t.slice(e+1)}}function se(t){let[e=[]]=ie(t,{columns:!1,relaxColumnCount:!0,relaxQuotes:!0,trim:!0});return e.map(P)}function Ho(t){return t.map(({key:e,value:r})=>r===void 0?e:`${e}=${r}`).map(e=>/[",\n]/.test(e)?`"${e.replaceAll('"','""')}"`:e).join(",")}var or=/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/,Ot="[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?",ar=new RegExp(`^(?:${Ot}(?:\\.${Ot})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`),lr=new RegExp("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$"),cr=/^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-f]{32,}$/,ur={sha256:64,sha384:96,sha512:128},Ct="write registry/name:tag, such as ghcr.io/owner/app:1.0";function dr(t){return lr.test(t)}function fr(t){let e=At(t);if(e!==void 0)return{why:e,instead:gr(t)};let{name:r,tag:n,digest:i}=He(t);return{name:r,...mr(r),...n===void 0?{}:{tag:n},...i===void 0?{}:{digest:i}}}function Et(t){let e=fr(t);return"why"in e||e.digest===void 0?e:{why:"a digest is the result of a build and cannot be chosen",instead:`write ${e.name}:${e.tag??"tag"}`}}function He(t){let e=t.indexOf("@"),r=e<0?t:t.slice(0,e),n=e<0?void 0:t.slice(e+1),i=r.indexOf(":",r.lastIndexOf("/")+1);return i<0||r.startsWith("[")&&!r.includes("/")?{name:r,tag:void 0,digest:n}:{name:r.slice(0,i),tag:r.slice(i+1),digest:n}}function Ue(t){let e=t.indexOf("/");if(e<0)return;let r=t.slice(0,e);return/[.:]/.test(r)||r==="localhost"?r:void 0}function mr(t){let e=Ue(t),r=e===void 0?t:t.slice(e.length+1),n=e===void 0||e==="index.docker.io"?"docker.io":e;return{domain:n,path:n==="docker.io"&&!r.includes("/")?`library/${r}`:r}}function At(t){if(t.trim()==="")return"it is empty";if(t.includes("${{")||t.includes("{{"))return"an expression in it was not replaced";if(/\s/.test(t))return"a reference has no blanks";if(/^[a-z+]+:\/\//i.test(t))return"a reference has no scheme";let{name:e,tag:r,digest:n}=He(t);return pr(e)??hr(r)??Tt(n)}function pr(t){let e=Ue(t),r=It(t);if(r!==void 0)return`the tag "${r}" holds a slash`;if(e!==void 0&&!ar.test(e))return`"${e}" is not a registry's host`;let n=e===void 0?t:t.slice(e.length+1);if(n==="")return"the name of the image is missing";if(n.split("/").includes(""))return"a part of the name between slashes is empty";if(/[A-Z]/.test(n))return"an image's name is in lower case";let i=n.split("/").find(s=>!or.test(s));if(i!==void 0)return`"${i}" may hold only a-z and 0-9, with single dots, one or two underscores or dashes between them`;if(n.length>255)return`the name has ${n.length} characters, more than 255`;if(/^[a-f0-9]{64}$/.test(t))return"a name of 64 hexadecimal digits is the id of an image"}function It(t){return/^[^:[]*:([^/]*[^/0-9:][^/:]*\/[^:]*)$/.exec(t)?.[1]}function hr(t){return t===void 0||dr(t)?void 0:t===""?"the tag after the colon is empty":t.includes(":")?"there are two colons, and a tag holds none":t.length>128?`the tag has ${t.length} characters, more than 128`:/^[.-]/.test(t)?`a tag does not start with "${t[0]}"`:`a tag holds no "${/[^A-Za-z0-9_.-]/u.exec(t)?.[0]}"`}function Tt(t){if(t===void 0)return;if(t==="")return"the digest after the @ is empty";if(!cr.test(t))return"what stands after the @ is not a digest, such as sha256: and 64 hexadecimal digits";let[e="",r=""]=t.split(":"),n=ur[e];if(n!==void 0&&r.length!==n)return`a ${e} digest has ${n} hexadecimal digits, not ${r.length}`}function gr(t){if(t.includes("{{"))return Ct;let e=br(t);return e!==""&&At(e)===void 0?`write ${e}`:Ct}function br(t){let e=t.normalize("NFKC").trim().replace(/^[a-z+]+:\/\//i,"").replace(/\s*([:/@])\s*/g,"$1").replace(/\s+/g,"-"),[r="",n]=e.split("@"),i=It(r),s=i===void 0?r:r.replace(i,i.replaceAll("/","-")),{name:o,tag:a}=He(s),l=Ue(o),c=(l===void 0?o:o.slice(l.length+1)).split("/").map($r).filter(h=>h!=="").join("/"),u=l===void 0?c:`${l}/${c}`,d=a===void 0?"":yr(a),f=n!==void 0&&Tt(n)===void 0?`@${n}`:"";return`${u}${d===""?"":`:${d}`}${f}`}function $r(t){return t.toLowerCase().replace(/[^a-z0-9._-]+/g,"-").replace(/[._-]*\.[._-]*/g,".").replace(/_{3,}|[_-]*(?:_-|-_)[_-]*/g,"-").replace(/^[._-]+|[._-]+$/g,"")}function yr(t){return t.replace(/[^A-Za-z0-9_.-]+/g,"-").replace(/^[.-]+/,"").slice(0,128)}function I(t){return t.map(({text:e})=>e)}function je(t,e){let r=[];for(let{text:n}of t.list(e)){let i=B(n);"why"in i?t.problem({input:e,what:`"${n}" is not a platform`,why:i.why,instead:`write ${i.nearest}`}):r.some(s=>ne(s,i.platform))||r.push(i.platform)}return r.length===0&&t.raw(e).trim()!==""&&t.list(e).length===0&&t.problem({input:e,what:"holds no platform",instead:`write for example ${J[0]}, or leave it out for the builder's own`}),r}function Lt(t,e){let r={tags:[],tagRules:[]};for(let{text:n,line:i}of t.lines("tags",{comments:!0})){if(/^type=/.test(n)){e.length>0?r.tagRules.push(n):t.problem({input:"images",what:`is empty, but line ${i} of tags is a rule`,why:`${n} makes a tag, and a tag needs a name`,instead:"write images: registry/name"});continue}for(let{text:s}of $e(n,{comma:!0}))e.length>0&&!/[/:]/.test(s)?r.tagRules.push(`type=raw,value=${s}`):_r(t,s,i)&&r.tags.push(s)}return r}function _r(t,e,r){let n=Et(e);return"why"in n?(t.problem({input:"tags",what:`"${e}" (line ${r}) is not an image reference`,why:n.why,instead:n.instead}),!1):!0}var wr=/(passw(or)?d|token|secret|credential|api_?key|private_?key|access_?key)/i;function Dt(t){return I(t.lines("build-args")).filter(e=>{let{key:r,value:n}=P(e);if(!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(r)){let i=n===void 0?`"${r}"`:`"${r}=\u2026"`;return t.problem({input:"build-args",what:`${i} has no valid name`,instead:"write NAME=value"}),!1}return n!==""&&wr.test(r)&&t.warn("build-args",`${r} looks like a secret, and the image's history and provenance show build arguments; write it under secrets instead`),!0})}function oe(t,e){return I(t.lines(e)).filter(r=>P(r).key.trim()!==""?!0:(t.problem({input:e,what:`"${r}" has no name`,instead:"write name=value"}),!1))}function Pt(t){let e={};for(let{text:r}of t.lines("build-contexts")){let{key:n,value:i}=P(r);i===void 0||n===""||i===""?t.problem({input:"build-contexts",what:`"${r}" names no context`,instead:"write name=path, name=docker-image://\u2026 or name=https://\u2026"}):e[n]=i}return e}var xr=["local","tar","oci","docker","image","registry","cacheonly"],vr=["registry","local","gha","inline","s3","azblob"],Sr=["provenance","sbom"];function Nt(t){return I(Je(t,"outputs",xr,e=>!e.includes("=")))}function Ve(t,e){return I(Je(t,e,vr,r=>!r.includes("=")))}function Gt(t){return I(Je(t,"attests",Sr,()=>!1))}function Je(t,e,r,n){return t.lines(e).filter(({text:i})=>{if(n(i))return!0;let s=se(i).find(({key:a})=>a==="type")?.value;if(s!==void 0&&r.includes(s))return!0;let o=s===void 0?void 0:k(s,r);return t.problem({input:e,what:s===void 0?`"${i}" has no type`:`"${i}" has the unknown type ${s}`,instead:`write type=${o??r.join(" or type=")}`}),!1})}function We(t,e){let r=t.text(e);if(r===void 0)return;if(/^(true|false)$/i.test(r))return r.toLowerCase();if(se(r).every(({key:i,value:s})=>i!==""&&s!==void 0))return r;t.problem({input:e,what:`"${r}" is neither true nor false nor a list of attributes`,instead:e==="provenance"?"write true, false, mode=min or mode=max":"write true, false or generator=image"})}var qe=["build","check","outline","targets","lint"];function Mt(t){let e=t.text("call");if(e===void 0)return;let r=e.split(",")[0]??"";if(qe.includes(r))return e;t.problem({input:"call",what:`"${r}" is not one of its values`,instead:`write ${k(r,qe)??qe.join(", ")}`})}function ae(t,e,r,n){let i=t.text(e);if(i===void 0||r.test(i))return i;t.problem({input:e,what:`"${i}" cannot be read`,instead:`write ${n}`})}function Qe(t,e,r,n,i){return I(r).filter(s=>n.test(s)?!0:(t.problem({input:e,what:`"${s}" cannot be read`,instead:`write ${i}`}),!1))}var ze=["auto","native","cross","accelerate","emulate"];function Bt(t){let e="auto",r={};for(let{text:n}of t.list("strategy")){let{key:i,value:s}=P(n),o=s??i,a=ze.find(l=>l===o);if(a===void 0)t.problem({input:"strategy",what:`"${o}" is not a strategy`,instead:`write ${k(o,ze)??ze.join(", ")}`});else if(s===void 0)e=a;else{let l=B(i);"why"in l?t.problem({input:"strategy",what:`"${i}" is not a platform`,why:l.why,instead:`write ${l.nearest}=${a}`}):r[x(l.platform)]=a}}return{all:e,byPlatform:r}}function Ft(t){let e=t.text("verify")??"true";return/^true$/i.test(e)?"check":/^false$/i.test(e)?"off":e==="run"?"run":(t.problem({input:"verify",what:`"${e}" is not one of its values`,instead:"write true, false or run"}),"check")}function Ht(t,e){Rr(t,e),kr(t,e),Or(t,e);for(let r of Object.keys(e.strategy.byPlatform))e.platforms.length>0&&!e.platforms.some(n=>x(n)===r)&&t.problem({input:"strategy",what:`${r} has a strategy but is not built`,instead:"add it to platforms, or drop the line"})}function Rr(t,e){let r=e.outputs.some(i=>se(i).some(({key:s})=>s==="name")),n=e.tags.length===0&&e.images.length===0;if((e.push||e.shard)&&n&&!(r&&e.push)){let i=e.push?"push":"shard";t.problem({input:i,what:"there is nothing to push to",why:`${i} is true and tags is empty`,instead:"write tags: registry/name:tag"})}e.shard&&e.load&&t.problem({input:"load",what:"a shard is not loaded",why:"it is a part of an image that another job joins",instead:"leave out load or shard"})}function kr(t,e){e.buildkitdConfig!==void 0&&e.buildkitdConfigInline!==void 0&&t.problem({input:"buildkitd-config-inline",what:"buildkitd-config is given too",why:"a builder has one configuration",instead:"keep one of the two"});let r=Me(e.endpoint??"");if(r!==void 0&&t.problem({input:"endpoint",what:`"${e.endpoint}" ${r}`,instead:Ge}),e.driver==="remote"&&e.endpoint===void 0&&e.builder===void 0&&t.problem({input:"endpoint",what:"is missing",why:"the remote driver needs a BuildKit that runs already",instead:"write endpoint: tcp://host:port"}),e.tls.cert===void 0!=(e.tls.key===void 0)){let n=e.tls.cert===void 0?"tls-cert":"tls-key";t.problem({input:n,what:"is missing",why:"a certificate and its key go together"})}}function Or(t,e){let{registry:r,username:n,password:i,registryAuth:s,ecr:o}=e,a=r!==void 0||n!==void 0||i!==void 0;s!==void 0&&a&&t.problem({input:"registry-auth",what:"is given beside registry, username or password",why:"it holds every login",instead:"add the other login to the list"}),!(o==="true"||/\.amazonaws\.com(\.cn)?$|^public\.ecr\.aws$/.test(r??""))&&a&&(n===void 0||i===void 0)&&t.problem({input:n===void 0?"username":"password",what:"is empty, so there is no login",why:"a secret is empty in a pull request from a fork, and where it was never made",instead:"give both, or leave out registry, username and password"})}function Ut(t){let e=[],r=(n,i)=>{e.some(({id:s})=>s===i.id)?t.problem({input:n,what:`"${i.id}" is given twice`,instead:"keep one of the two"}):e.push(i)};for(let{id:n,value:i}of Ke(t,"secrets"))r("secrets",{id:n,value:i,from:"value"}),t.mask("secrets",i);for(let{id:n,value:i}of Ke(t,"secret-envs"))r("secret-envs",{id:n,env:i.trim(),from:"env"});for(let{id:n,value:i}of Ke(t,"secret-files"))r("secret-files",{id:n,path:i.trim(),from:"file"});return e}var Cr={secrets:'write id=value; a value of several lines stands in double quotes, "id=value"',"secret-envs":"write id=VARIABLE","secret-files":"write id=path"};function Ke(t,e){return(e==="secret-envs"?t.list(e):t.lines(e,{trim:e!=="secrets"})).flatMap(({text:n,line:i})=>{let{key:s,value:o}=P(n),a=s.trim();return o===void 0||a===""?(t.problem({input:e,what:o===void 0?`line ${i} has no "="`:`line ${i} has no id`,instead:Cr[e]}),[]):o.trim()!==""?[{id:a,value:o}]:(t.warn(e,`${a} is empty and left out; a pull request from a fork gets no secrets`),[])})}var qt=4;function zt(t){let e=[],r=[],n=new Set,i=new Set,s=c=>(i.add(c),t[`INPUT_${c.toUpperCase()}`]??""),o=c=>s(c).trim()||void 0,a=c=>{e.push(c)},l=(c,u)=>{try{return $e(s(c),u)}catch(d){return a({input:c,what:"the list cannot be read",why:d.message,instead:'close the quote, or double it to mean one: ""'}),[]}};return{raw:s,text:o,problem:a,...Er(o,a),lines:(c,u)=>l(c,{comma:!1,...u}),list:c=>l(c,{comma:!0}),warn:(c,u)=>{r.push(`${c}: ${u}`)},mask:(c,u)=>{u.trim().length>=qt?n.add(u):u!==""&&r.push(`${c}: a value of fewer than ${qt} characters is not hidden in the log`)},problems:()=>[...e,...Ir(t,i)],warnings:()=>[...new Set(r)],masks:()=>[...n]}}function Er(t,e){return{choice:(r,n,i)=>{let s=t(r);if(s===void 0)return i;let o=n.find(a=>a===s);return o===void 0&&e({input:r,what:`"${s}" is not one of its values`,instead:`write ${k(s,n)??n.join(", ")}`}),o??i},flag:(r,n)=>{let i=t(r);return i===void 0?n:/^(true|True|TRUE)$/.test(i)?!0:/^(false|False|FALSE)$/.test(i)?!1:(e({input:r,what:`"${i}" is neither true nor false`,instead:`write ${/^(y|yes|on|1)$/i.test(i)?"true":/^(n|no|off|0)$/i.test(i)?"false":"true or false"}`}),n)},count:(r,n,i)=>{let s=t(r);return s===void 0?n:/^\d+$/.test(s)&&Number(s)<=i?Number(s):(e({input:r,what:`"${s}" is not a number that it takes`,instead:`write a whole number from 0 to ${i}`}),n)}}}var Ar={version:"write buildx-version",name:"write builder",image:"write binfmt-image",reset:"write binfmt-reset",install:"leave it out: no later step is changed",use:"leave it out: the builder is used by this step alone, or name it with builder and keep-builder","cache-image":"leave it out: an image that is there is not pulled again","bake-target":"leave it out: the target in the bake file is called docker-metadata-action","sep-tags":"leave it out: the output has one tag a line","sep-labels":"leave it out: the output has one label a line","sep-annotations":"leave it out: the output has one annotation a line",scope:"leave it out: the login lasts for this step only"};function Ir(t,e){return Object.entries(t).filter(([r,n])=>r.startsWith("INPUT_")&&n!==void 0).map(([r])=>r.slice(6).toLowerCase()).filter(r=>!e.has(r)).map(r=>{let n=k(r,[...e]),i=Ar[r]??(n===void 0?"see the table of inputs in the README":`write ${n}`);return{input:r,what:"there is no such input",instead:i}})}function la(t){let e=zt(t),r={...Tr(e),...Lr(e),...Dr(e),...Pr(e),...Nr(e)};Ht(e,r);for(let n of["password","github-token","tls-key"])e.mask(n,e.text(n)??"");return{inputs:r,problems:e.problems(),warnings:e.warnings(),masks:e.masks()}}function Tr(t){return{context:t.text("context")??".",defaultContext:t.text("context")===void 0,file:t.text("file"),platforms:je(t,"platforms"),target:t.text("target"),buildArgs:Dt(t),buildContexts:Pt(t),secrets:Ut(t),ssh:oe(t,"ssh"),githubToken:t.text("github-token"),call:Mt(t),allow:I(t.list("allow")),addHosts:Qe(t,"add-hosts",t.list("add-hosts"),/^[^:=\s]+[:=]\S+$/,"host:ip"),network:t.text("network"),cgroupParent:t.text("cgroup-parent"),shmSize:ae(t,"shm-size",/^\d+(\.\d+)?\s*[kmgt]?i?b?$/i,"a size such as 128m or 2g"),ulimit:Qe(t,"ulimit",t.lines("ulimit"),/^[a-z]+=-?\d+(:-?\d+)?$/,"name=soft:hard, such as nofile=1024:2048"),pull:t.flag("pull",!1)}}function Lr(t){let e=I(t.lines("images",{comments:!0}));return{push:t.flag("push",!1),load:t.flag("load",!1),outputs:Nt(t),...Lt(t,e),images:e,flavor:I(t.lines("flavor",{comments:!0})),labels:oe(t,"labels"),annotations:oe(t,"annotations"),provenance:We(t,"provenance"),sbom:We(t,"sbom"),attests:Gt(t),cacheFrom:Ve(t,"cache-from"),cacheTo:Ve(t,"cache-to"),noCache:t.flag("no-cache",!1),noCacheFilters:I(t.list("no-cache-filters"))}}function Dr(t){return{strategy:Bt(t),crossPackages:I(t.list("cross-packages")),fallback:t.flag("fallback",!0),verify:Ft(t),planOnly:t.flag("plan-only",!1),shard:t.flag("shard",!1),retries:t.count("retries",2,10),summary:t.flag("summary",!0),buildRecord:t.flag("build-record",!1)}}function Pr(t){let e=ae(t,"mirror",/^(https?:\/\/)?[a-zA-Z0-9][a-zA-Z0-9.-]*(:\d+)?(\/[a-z0-9._/-]*)?$/,"the host of a registry, such as mirror.example.com:5000");return{registry:ae(t,"registry",/^[^\s-]\S*$/,"the host of a registry, such as ghcr.io"),username:t.text("username"),password:t.text("password"),registryAuth:t.text("registry-auth"),ecr:t.choice("ecr",["auto","true","false"],"auto"),logout:t.flag("logout",!0),mirror:e?.replace(/^https?:\/\//,"").replace(/\/$/,""),ca:t.text("ca"),caInBuild:t.flag("ca-in-build",!1)}}function Nr(t){let[e,r,n]=[t.text("tls-cacert"),t.text("tls-cert"),t.text("tls-key")],i=t.flag("keep-builder",!1),s=t.flag("cleanup",!0);return{builder:ae(t,"builder",/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/,"a name of letters, digits, dots, dashes and underscores"),driver:t.choice("driver",["docker-container","docker","remote","kubernetes"],"docker-container"),driverOpts:oe(t,"driver-opts"),buildkitdFlags:t.text("buildkitd-flags"),buildkitdConfig:t.text("buildkitd-config"),buildkitdConfigInline:t.text("buildkitd-config-inline"),endpoint:t.text("endpoint"),builderPlatforms:je(t,"builder-platforms"),append:t.text("append"),tls:{...e===void 0?{}:{cacert:e},...r===void 0?{}:{cert:r},...n===void 0?{}:{key:n}},keepBuilder:i||!s,keepState:t.flag("keep-state",!1),buildxVersion:t.text("buildx-version"),buildxUnverified:t.flag("buildx-unverified",!1),cacheBinary:t.flag("cache-binary",!0),binfmtImage:t.text("binfmt-image")??"docker.io/tonistiigi/binfmt:latest",binfmtReset:t.flag("binfmt-reset",!1)}}function jt(t,e){let r="",n=[...t];for(let i=0;i<n.length;i++){let s=n[i]??"";if(s==="*")r+=e?".*":".*?";else if(s==="?")r+=".";else if(s==="\\"){let o=n[i+1]??"";if(o==="}"||o==="/")continue;if(o!=="*"&&o!=="?"&&o!=="\\")return;r+=`\\${o}`,i++}else r+=s.replace(/[[\]{}.+()|^$/]/u,"\\$&")}return r}var O=class extends Error{},Gr=/^\s$/u,Mr=/^[\p{L}\p{Nd}_]+/u,Br=new RegExp("^(?:\\p{Nd}+|[@*#?\\-$!])","u");function _e(t,e,r){return new Ye(t,e,r).run()}var ye=class{done=[];word="";add(e){for(let r of e)Gr.test(r)?this.end():this.word+=r}addRaw(e){this.word+=e}end(){this.word!==""&&this.done.push(this.word),this.word=""}},Ye=class{at=0;source;env;options;rawEscapes;constructor(e,r,n){this.source=e,this.env=r,this.options=n,this.rawEscapes=n.rawEscapes??!1}run(){let e=new ye,{text:r,unknown:n}=this.until("",this.rawEscapes,!1,e);return{text:r,words:e.done,...n===void 0?{}:{unknown:n}}}peek(){return this.source.charAt(this.at)}next(){return this.source.charAt(this.at++)}until(e,r,n,i=new ye){let s=this.rawEscapes;this.rawEscapes=r;let o="",a,l=(c,u)=>{o+=c.text,a??=c.unknown,u.call(i,c.text)};for(;this.at<this.source.length;){let c=this.peek();if(e!==""&&c===e)return this.at++,this.rawEscapes=s,{text:o,unknown:a};c==="$"?l(this.dollar(),i.add):c==="'"?l({text:this.single(n)},i.addRaw):c==='"'?l(this.double(n),i.addRaw):c==="<"?l({text:this.heredocMark()},i.addRaw):c===this.options.escape?l({text:this.escaped()},i.addRaw):l({text:this.next()},i.add)}if(this.rawEscapes=s,e!=="")throw new O(`'${e}' is missing`);return i.end(),{text:o,unknown:a}}escaped(){let e=this.next();return(this.rawEscapes?e:"")+this.next()}heredocMark(){let e=/^<(?:<[\t\r ]*)?/.exec(this.source.slice(this.at))?.[0]??"";return this.at+=e.length,e}single(e){let r=this.source.indexOf("'",this.at+1);if(r<0)throw new O("a single quote is not closed");let n=this.source.slice(this.at+1,r);this.at=r+1;let i=e?n.replaceAll(this.options.escape,this.options.escape.repeat(2)):n;return this.options.rawQuotes?`'${i}'`:i}double(e){let r=this.options.rawQuotes?'"':"",n=r,i;for(this.at++;this.at<this.source.length;){let s=this.peek();if(s==='"')return this.at++,{text:n+r,unknown:i};if(s==="$"){let o=this.dollar();n+=o.text,i??=o.unknown}else n+=s===this.options.escape?this.escapedInDouble(e):this.next()}throw new O("a double quote is not closed")}escapedInDouble(e){let r=this.next(),n=this.peek();return n===""?"":n==='"'||n==="$"||n===r?(this.rawEscapes?r:"")+this.next():this.rawEscapes&&(!this.options.rawQuotes||e)?r+r:r}dollar(){let e=this.at++;if(this.peek()!=="{"){let s=this.name();return s===""?{text:"$"}:this.value(s,e)}this.at++;let r=this.peek();if(r===""||r==="{"||r==="}"||r===":")throw new O("bad substitution");let n=this.name(),i=this.operator();return i==="}"?this.value(n,e):i.startsWith("/")?this.replace(n,i==="//",e):this.modify(n,i,e)}name(){let e=this.source.slice(this.at),r=Br.exec(e)?.[0]??Mr.exec(e)?.[0]??"";return this.at+=r.length,r}operator(){let e=/^(?:}|:?[+\-?#%]|\/\/?)/.exec(this.source.slice(this.at))?.[0];if(e===void 0)throw new O(`bad substitution near '${this.source.slice(this.at,this.at+2)}'`);return this.at+=e.length,e}find(e){return Object.hasOwn(this.env,e)?this.env[e]:void 0}absent(e,r){return this.options.unset==="keep"?{text:this.source.slice(r,this.at)}:{text:"",unknown:this.options.unset==="unknown"?e:void 0}}opaque(e){return this.options.opaque?.has(e)??!1}value(e,r){if(this.opaque(e))return{text:"",unknown:e};let n=this.find(e);return n===void 0?this.absent(e,r):{text:n}}modify(e,r,n){let i=r.slice(-1),s=i==="#"||i==="%",o=this.until("}",s,s);if(this.opaque(e))return{text:"",unknown:e};let a=this.find(e);if(a===void 0&&this.options.unset==="keep")return this.absent(e,n);let l=a!==void 0&&!(r.startsWith(":")&&a==="");if(i==="-")return l?{text:a}:o;if(i==="+")return l?o:{text:""};if(i==="?"){if(l)return{text:a};if(this.options.unset==="unknown"&&a===void 0)return this.absent(e,n);throw new O(`${e}: ${o.text===""?"is not allowed to be unset or empty":o.text}`)}if(a===void 0)return this.absent(e,n);let c=o.text.startsWith(i),u=c?o.text.slice(1):o.text;return{text:Fr(a,u,c,i==="%"),unknown:o.unknown}}replace(e,r,n){let i=this.until("/",!0,!0),s=this.until("}",!0,!1);if(this.opaque(e))return{text:"",unknown:e};let o=this.find(e);return o===void 0?this.absent(e,n):{text:o.replace(Xe(i.text,!0,r?"gu":"u"),()=>s.text),unknown:i.unknown??s.unknown}}};function Xe(t,e,r,n=""){let i=jt(t,e);if(i===void 0)throw new O(`invalid pattern '${t}'`);return new RegExp(n+i,r)}function Fr(t,e,r,n){if(!n)return t.replace(Xe(e,r,"u","^"),"");let i=e.match(/\\?./gsu)??[];return[...[...t].reverse().join("").replace(Xe(i.reverse().join(""),r,"u","^"),"")].reverse().join("")}function U(t,e,r={}){try{let n=_e(t,e,{escape:"\\",unset:"unknown",...r});return n.unknown===void 0?{value:n.text}:{unknown:n.unknown,why:`the Dockerfile does not say what $${n.unknown} is here`}}catch(n){if(n instanceof O)return{unknown:t,why:`${t}: ${n.message}`};throw n}}var Hr=/^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;function Jt(t){let e=[],r=t.startsWith("\uFEFF")?1:0;for(;r<t.length;){let n=t.indexOf(`
`,r),i=n<0?t.length:n+1,s=n<0?t.length:n;for(;s>r&&(t[s-1]==="\r"||t[s-1]===`
`);)s--;e.push({start:r,end:s,next:i,number:e.length+1}),r=i}return e}function le(t){return Hr.exec(t)?.[0].length??0}function Vt(t){return t[le(t)]==="#"}function Ur(t,e){let r=t.replace(/[ \t]+$/,"");if(!(!r.endsWith(e)||r.endsWith(e+e)))return r.length-1}function Wt(t,e,r,n){let i="",s=[],o=[],a=!0;for(let l=r;l<e.length;l++){let c=e[l];if(c===void 0)break;let u=t.slice(c.start,c.end),d=a?le(u):0;if(a&&(Vt(u)||d===u.length))return;if(!a&&(Vt(u)||le(u)===u.length))continue;a=!1;let f=Ur(u,n);o.push({at:i.length,line:c.number});for(let h=d;h<(f??u.length);h++)s.push(c.start+h);if(i+=u.slice(d,f??u.length),f===void 0)return{text:i,offsets:s,breaks:o,after:l+1}}return{text:i,offsets:s,breaks:o,after:e.length}}var qr=/^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/;function Qt(t,e){let r=new Map,n=[],i=t.startsWith("#!",e[0]?.start);for(let l of i?e.slice(1):e){let c=t.slice(l.start,l.end),[,u,d=""]=qr.exec(c.slice(le(c)))??[],f=u?.toLowerCase();if(f===void 0||!["syntax","escape","check"].includes(f))break;if(i&&f==="escape")continue;let h=zr(f,d,r.has(f));h!==void 0?n.push({problem:h,line:l.number}):r.set(f,d)}let s=r.get("syntax"),o=r.get("check");return{directives:{escape:r.get("escape")??"\\",...s===void 0?{}:{syntax:s},...o===void 0?{}:{check:o}},problems:n}}function zr(t,e,r){if(r)return{what:`the directive # ${t}= is written twice`,why:"Docker accepts each directive once",instead:"remove one of them"};if(t==="escape"&&e!=="\\"&&e!=="`")return{what:`# escape=${e} is no escape character`,why:"Docker accepts \\ and ` only",instead:"write # escape=` or remove the line"}}function we(t,e,r){let n=[],i=Y(t,e);for(;t.startsWith("--",i);){let{word:s,end:o}=jr(t,i,r);if(s==="--")return{flags:n,rest:Y(t,o)};let[a="",...l]=s.slice(2).split("=");n.push({name:a,value:l.join("="),start:i,end:o}),i=Y(t,o)}return{flags:n,rest:i}}function Y(t,e){let r=e;for(;r<t.length&&/\s/.test(t.charAt(r));)r++;return r}function jr(t,e,r){let n="",i="",s=e;for(;s<t.length;s++){let o=t.charAt(s);if(i===""&&/\s/.test(o))break;i===""&&(o==='"'||o==="'")?i=o:o===i?i="":o===r?n+=t.charAt(++s):n+=o}return{word:n,end:Math.min(s,t.length)}}var Vr=/^(\d*)<<(-?)\s*([^<]*)$/;function Yt(t){return t.includes("<<")?Ze(t,!0,!0).map(ce).filter(r=>r!==void 0):[]}function ce(t){let[,e="",r,n=""]=Vr.exec(t)??[];if(n==="")return;let[i,...s]=Ze(n,!1,!1);if(i===void 0||s.length>0)return;let o=Ze(n,!0,!1)[0]??"";return{delimiter:i,expand:Kt(o)===Kt(i),chomp:r==="-",descriptor:Number(e||0)}}function Kt(t){return t.match(/['"]/g)?.length??0}function Ze(t,e,r){try{return _e(t,{},{escape:"\\",rawQuotes:e,rawEscapes:r,unset:"keep"}).words}catch(n){if(n instanceof O)return[];throw n}}var xe="ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(" "),en=new Set(["ADD","CMD","COPY","ENTRYPOINT","RUN","SHELL","VOLUME"]),Xt=new Set(["ADD","COPY","RUN"]),Jr=/^[a-z][a-z0-9-_.]*$/;function tn(t,e="Dockerfile"){let r=[],n=(d,f)=>r.push({...f,at:{file:e,line:d}}),i=Jt(t),{directives:s,problems:o}=Qt(t,i);for(let{problem:d,line:f}of o)n(f,d);let a=Wr({text:t,lines:i,escape:s.escape,complain:n}),l=a.findIndex(({keyword:d})=>d==="FROM"),c=l<0?a:a.slice(0,l);for(let{keyword:d,span:f}of c){if(d==="ARG"||!xe.includes(d))continue;n(f.line,{what:`${d} stands before FROM`,why:"only ARG can stand before the first FROM",instead:`move the ${d} below a FROM`})}let u=l<0?[]:Zr(a.slice(l),n);if(l<0&&n(i.length||1,{what:"there is no FROM",why:"a Dockerfile without a stage builds nothing",instead:"start the Dockerfile with FROM <image>"}),r.length>0)throw new D(r);return{text:t,file:e,directives:s,globals:c,stages:u}}function Wr(t){let e=[];for(let r=0;r<t.lines.length;){let n=Wt(t.text,t.lines,r,t.escape);if(n===void 0){r++;continue}let{instruction:i,after:s}=Qr(t,r,n);e.push(i),r=s}return e}function Qr(t,e,r){let n=t.lines[e],i=r.text.trimEnd(),s=Y(i,0),o=/^[^\t\v\f\r ]*/.exec(i.slice(s))?.[0]??"",a=o.toUpperCase();xe.includes(a)||Kr(t,n.number,o);let l=s+o.length,c=Y(i,l),{flags:u,rest:d}=we(i,c,t.escape),f=i.slice(d),h=en.has(a)?et(f,n.number,t.complain):void 0,C=G=>r.offsets[G]??(r.offsets.at(-1)??n.start)+1,w=u.map(({name:G,value:ee,start:Pe,end:V})=>{let te={start:C(Pe),end:C(V-1)+1};return{name:G,value:ee,span:{...te,line:Zt(t.lines,te.start),endLine:Zt(t.lines,te.end-1)}}}),{heredocs:R,after:S}=Yr(t,a,f,h!==void 0,r,n.number),y=t.lines[S-1],b={start:C(s),end:y.end,line:n.number,endLine:y.number},E=c<i.length?C(c):C(l-1)+1,L=r.breaks.map(({at:G,line:ee})=>({at:Math.max(0,G-d),line:ee}));return{instruction:{keyword:a,span:b,argumentsAt:E,flags:w,text:f,heredocs:R,breaks:L,...h===void 0?{}:{exec:h}},after:S}}function Zt(t,e){return t.findLast(({start:r})=>r<=e)?.number??1}function Kr({complain:t},e,r){let n=k(r.toUpperCase(),xe);t(e,{what:`${r||"an empty line"} is no instruction`,why:n===void 0?`Docker knows ${xe.join(", ")}`:"Docker has no such instruction",instead:n===void 0?"a line that belongs to the one before needs a \\ at that one's end":`write ${n}`})}function et(t,e,r){if(!t.startsWith("["))return;let n;try{n=JSON.parse(t)}catch{return}if(Array.isArray(n)){if(n.every(i=>typeof i=="string"))return n;r(e,{what:"a JSON form holds something else than strings",why:t,instead:"put each word in double quotes"})}}function Yr(t,e,r,n,i,s){if(n||!Xr(e,r,t.escape))return{heredocs:[],after:i.after};let o=[],a=i.after;for(let{delimiter:l,expand:c,chomp:u}of Yt(i.text)){let d="",f=!1;for(;!f&&a<t.lines.length;){let{start:h,end:C,next:w}=t.lines[a++],R=u?/^\t+/.exec(t.text.slice(h,C))?.[0].length??0:0;f=t.text.slice(h+R,C)===l,f||(d+=t.text.slice(h+R,w))}if(!f){let h=`no line is just ${l} before the end of the file`;t.complain(s,{what:`the heredoc <<${l} does not end`,why:h,instead:`add a line ${l} after its body`})}o.push({delimiter:l,expand:c,body:d})}return{heredocs:o,after:a}}function Xr(t,e,r){if(t!=="ONBUILD")return Xt.has(t);let[n=""]=e.split(/\s/,1),{rest:i}=we(e,n.length,r);return Xt.has(n.toUpperCase())&&et(e.slice(i),0,()=>{})===void 0}function nn(t,e){let r=/^[^\s]+/.exec(t.text)?.[0];if(r===void 0)return;let n=r.toUpperCase(),{flags:i,rest:s}=we(t.text,r.length,e),o=i.map(({name:c,value:u})=>({name:c,value:u,span:t.span})),a=t.text.slice(s),l=en.has(n)?et(a,t.span.line,()=>{}):void 0;return{...t,keyword:n,flags:o,text:a,...l===void 0?{}:{exec:l}}}function Zr(t,e){let r=[];for(let n of t)n.keyword==="FROM"?r.push({head:ei(n,r.length,e),instructions:[]}):r.at(-1)?.instructions.push(n);return r.map(({head:n,instructions:i})=>({...n,instructions:i}))}function ei(t,e,r){let[n="",i,s,...o]=t.text.split(/[\t\v\f\r ]+/),a=t.flags.findLast(({name:u})=>u==="platform")?.value,l=s?.toLowerCase(),{line:c}=t.span;return n===""||o.length>0||i!==void 0&&(i.toLowerCase()!=="as"||l===void 0)?r(c,{what:`FROM ${t.text} has the wrong number of words`,why:"FROM takes one image and at most one name",instead:"write FROM <image> or FROM <image> AS <name>"}):l!==void 0&&!Jr.test(l)&&r(c,{what:`${s} cannot be a stage's name`,why:"a stage name starts with a letter and holds letters, digits, -, _ and .",instead:"rename the stage"}),{index:e,from:t,base:n,...l===void 0?{}:{name:l},...a?{platform:a}:{}}}function ti(t){return t.replace(/^(?:index\.)?docker\.io\//,"").replace(/^library\//,"").replace(/:latest$/,"")}function rn(t,e){if(t==="scratch")return{kind:"scratch"};let r=ti(t).toLowerCase();return r!=="context"&&Object.hasOwn(e,r)?{kind:"context",name:r}:{kind:"image",reference:t}}function ve(t,e){let{name:r}=t;if(!(r===void 0||r==="scratch"||r==="context"||!Object.hasOwn(e,r)))return{kind:"context",name:r}}function tt(t,e){return ve(t,e)??{kind:"stage",index:t.index}}function sn(t,e,r,n){let i=t.stages.slice(0,e).findLast(s=>s.name===r);return i===void 0?rn(r,n):tt(i,n)}function nt(t,e,r,n){if(/\$./.test(e))return{kind:"unknown",text:e,why:"Docker replaces no variables in from="};if(n&&/^[+-]?\d+$/.test(e)){let s=t.stages[Number(e)];return s===void 0?void 0:tt(s,r)}let i=t.stages.findLast(s=>s.name===e.toLowerCase());return i===void 0?rn(e,r):tt(i,r)}function ni(t,e){let r=[],n="",i="";for(let s=0;s<t.length;s++){let o=t.charAt(s);if(i===""&&/\s/.test(o)){n!==""&&r.push(n),n="";continue}if(o===e&&i!=="'"){s+1<t.length&&(n+=o+t.charAt(++s));continue}i===""&&(o==='"'||o==="'")?i=o:o===i&&(i=""),n+=o}return n!==""&&r.push(n),r}function Se({keyword:t,text:e},r){let n=ni(e,r),i=n[0];if(t==="ENV"&&i!==void 0&&!i.includes("=")){let[,s="",o=""]=/^([^\t\v\f\r ]+)[\t\v\f\r ]+(.*)$/s.exec(e)??[];return s===""?[]:[{name:s,value:o}]}return n.map(s=>{let o=s.indexOf("=");return o<0?{name:s}:{name:s.slice(0,o),value:s.slice(o+1)}})}var ri="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";function Re(t,e){let{platform:r,buildPlatform:n,buildArgs:i}=e,s={BUILDPLATFORM:x(n),BUILDOS:n.os,BUILDOSVERSION:"",BUILDARCH:n.architecture,BUILDVARIANT:n.variant,..._t(r),TARGETOSVERSION:"",TARGETSTAGE:e.target||t.stages.at(-1)?.name||"default"};for(let o of Object.keys(s))s[o]=i[o]??s[o]??"";for(let o of t.globals)for(let{name:a,value:l}of Se(o,t.directives.escape)){let c=i[a];if(c!==void 0)s[a]=c;else if(l!==void 0){let u=U(l,s,{escape:t.directives.escape,unset:"empty"});"value"in u&&(s[a]=u.value)}}return s}function on(t){let e=t===void 0?{}:{PATH:ri,...t};return{values:e,env:{},image:e,opaque:new Set,complete:t!==void 0}}function an(t){return{...t,values:{...t.values,...t.image}}}function ue(t,e,r){return U(e,t.values,{escape:r,unset:t.complete?"empty":"unknown",opaque:t.opaque})}function ln(t,e,r,n,i){if(e.keyword==="ARG"){let o=t;for(let{name:a,value:l}of Se(e,i)){let c=n[a]??(l===void 0?r[a]:void 0);c!==void 0?o=rt(o,a,{value:c}):l!==void 0&&(o=rt(o,a,ue(o,l,i)))}return o}if(e.keyword!=="ENV")return t;let s=t;for(let{name:o,value:a=""}of Se(e,i)){let l=ue(t,o,i);"value"in l&&(s=rt(s,l.value,ue(t,a,i),!0))}return s}function rt(t,e,r,n=!1){let i=new Set(t.opaque);if("value"in r){i.delete(e);let o={[e]:r.value},a={...t.values,...o};return n?{...t,opaque:i,values:a,env:{...t.env,...o},image:{...t.image,...o}}:{...t,opaque:i,values:a}}i.add(e);let s=it(t.values,e);return n?{...t,opaque:i,values:s,env:it(t.env,e),image:it(t.image,e)}:{...t,opaque:i,values:s}}function it(t,e){let{[e]:r,...n}=t;return n}var ii={x86_64:"amd64","x86-64":"amd64",aarch64:"arm64",i386:"386",armhf:"arm/v7",armel:"arm/v6"};function si(t){let e=t.toLowerCase().split("/"),[r="",n="",i=""]=e.length===1?["linux",...e]:e;if(n==="")return;let[s="",o=""]=(ii[n]??n).split("/"),a={os:r,architecture:s,variant:i||o};if(r!=="linux")return a;let l=B([r,s,...a.variant===""?[]:[a.variant]].join("/"));return"platform"in l?l.platform:void 0}var cn={os:"plan9",architecture:"none",variant:""};function un(t,e,r,n){let{platform:i}=e;if(i===void 0||r)return{kind:"target"};let s=u=>{let d=Re(t,{...n,...u}),f=U(i,d,{escape:t.directives.escape,unset:"empty"});return"value"in f?f.value:void 0},o=s({});if(!o)return{kind:"unknown",why:`--platform=${i} has no value`};let a=si(o);if(a===void 0)return{kind:"unknown",why:`--platform=${i} is ${o}, which is no platform`};let l=s({platform:cn})!==o,c=s({buildPlatform:cn})!==o;return l&&ne(a,n.platform)?{kind:"target"}:c&&!l&&ne(a,n.buildPlatform)?{kind:"build"}:{kind:"fixed",platform:W(a)}}function oi(t){let e;try{e=ie(t,{relax_quotes:!0})[0]??[]}catch{return{}}return Object.fromEntries(e.map(r=>{let n=r.indexOf("=");return n<0?[r.toLowerCase(),""]:[r.slice(0,n).toLowerCase(),r.slice(n+1)]}))}function dn(t,e,r,n){return e.keyword==="COPY"?ai(t,e,r,n):e.keyword!=="RUN"?[]:e.flags.flatMap(({name:i,value:s})=>{if(i!=="mount")return[];let o=oi(s);if(!o.from)return[];let a=nt(t,o.from,n,!1),l=o.source??o.src??"/";return a===void 0?[]:[{how:"mount",from:a,paths:[fn(l,r,t)],instruction:e}]})}function ai(t,e,r,n){let i=e.flags.findLast(l=>l.name==="from")?.value;if(i===void 0||i==="")return[];let s=nt(t,i,n,!0);if(s===void 0){let l=t.stages.length-1;throw new D({what:`COPY --from=${i} names no stage`,why:`the stages are numbered 0 to ${l}`,instead:"name the stage with FROM \u2026 AS <name> and copy from that name",at:{file:t.file??"Dockerfile",line:e.span.line}})}let a=(e.exec??e.text.split(/[\t\v\f\r ]+/)).slice(0,-1).filter(l=>ce(l)===void 0);return[{how:"copy",from:s,paths:a.map(l=>fn(l,r,t)),instruction:e}]}function fn(t,e,{directives:r}){let n=ue(e,t,r.escape);return"value"in n?n.value:t}function mn(t,e){let r={dockerfile:t,options:e,globals:Re(t,e)},n=[];for(let a of t.stages)n.push(ci(r,a,n));let i=n.map(({evaluated:a})=>a),s=mi(t,e.target);gi(t,i);let o=hi(s,i);return bi(t,i,o),{dockerfile:t,platform:e.platform,stages:i,target:s,needed:o}}function li({dockerfile:t,options:e,globals:r},n){let i=ve(n,e.contexts);if(i!==void 0)return i;let s=t.directives.escape,o=U(n.base,r,{escape:s,unset:"empty"});if(!("value"in o))return{kind:"unknown",text:n.base,why:o.why};if(o.value===""){let a=U(n.base,r,{escape:s}),l="unknown"in a?a.unknown:n.base;return{kind:"unknown",text:n.base,why:`${l} has no value: give the build argument ${l}`}}return sn(t,n.index,o.value,e.contexts)}function ci(t,e,r){let{dockerfile:n,options:i}=t,s=li(t,e),o=s.kind==="stage"?r[s.index]:void 0,a=o?.evaluated.root??s,l=ve(e,i.contexts)!==void 0,c=o===void 0?on(ui(a,i)):an(o.end),u=o===void 0?[]:di(o.evaluated.stage,n.directives.escape),d=fi(t,c,u,l?[]:e.instructions);return{evaluated:{stage:e,base:s,root:a,chain:[e.index,...o?.evaluated.chain??[]],platform:l?{kind:"unknown",why:`the named context ${e.name} takes this stage's place`}:o?.evaluated.platform??un(n,e,a.kind==="scratch",i),uses:d.uses,env:d.end.env,scopes:l?e.instructions.map(()=>({})):d.scopes},end:d.end}}function ui(t,{baseEnv:e}){return t.kind==="scratch"?{}:t.kind==="image"?e?.[t.reference]:void 0}function di(t,e){return t.instructions.filter(({keyword:r})=>r==="ONBUILD").map(r=>nn(r,e)).filter(r=>r!==void 0)}function fi({dockerfile:t,options:e,globals:r},n,i,s){let o=[],a=[],l=n,c=u=>{o.push(...dn(t,u,l,e.contexts)),l=ln(l,u,r,e.buildArgs,t.directives.escape)};i.forEach(c);for(let u of s)a.push(l.values),c(u);return{uses:o,scopes:a,end:l}}function mi({stages:t},e){if(!e)return t.length-1;let r=t.findLastIndex(({name:s})=>s===e.toLowerCase());if(r>=0)return r;let n=t.map(({name:s})=>s).filter(s=>s!==void 0),i=k(e,n);throw new D({input:"target",what:`there is no stage ${e}`,why:n.length===0?"no stage has a name":`the stages are ${n.join(", ")}`,instead:i===void 0?"name a stage with FROM \u2026 AS <name>, and give that name":`write ${i}`})}function pi({base:t,uses:e}){return[t,...e.map(({from:n})=>n)].flatMap(n=>n.kind==="stage"?[n.index]:[])}function hi(t,e){let r=new Set,n=i=>{let s=e[i];s===void 0||r.has(i)||(r.add(i),pi(s).forEach(n))};return n(t),[...r].sort((i,s)=>i-s)}function st(t){return t.name??String(t.index)}function gi({file:t="Dockerfile"},e){let r=new Set,n=(i,s)=>{let o=e[i];if(!(o===void 0||r.has(i))){for(let{from:a,instruction:l}of o.uses){if(a.kind!=="stage")continue;let c=[...s,i];if(c.includes(a.index)){let u=[...c.slice(c.indexOf(a.index)),a.index].map(d=>st((e[d]??o).stage));throw new D({what:`the stages ${u.join(" \u2192 ")} need each other`,why:"each takes files from the next, so none can be built first",instead:`take the files of ${l.keyword} from another stage`,at:{file:t,line:l.span.line}})}n(a.index,c)}r.add(i)}};for(let{stage:i}of e)n(i.index,[])}function bi({file:t="Dockerfile"},e,r){let n=r.flatMap(i=>{let{stage:s,uses:o}=e[i];return o.flatMap(({from:a,instruction:l})=>{if(a.kind!=="stage"||a.index<i)return[];let c=st(e[a.index].stage);return{what:`stage ${st(s)} takes files from ${c}, which comes after it`,why:"Docker builds stages in the order of the file",instead:`move the stage ${c} above`,at:{file:t,line:l.span.line}}})});if(n.length>0)throw new D(n)}var _=class extends Error{};function de(t){return{words:[],assignments:{},line:t,opaque:!0}}function X(t){let[,e,r]=/^([A-Za-z_][A-Za-z0-9_]*)\+?=(.*)$/s.exec(t)??[];return e===void 0||r===void 0?void 0:[e,r]}var $i={valued:["-u","--unset","-C","--chdir","-a","--argv0"],not:["-S","--split-string"],assigns:!0},yi={valued:["-u","-g","-h","-p","-C","-r","-t","-T","-D","-R","--user","--group","--chdir","--host"],not:["-i","-s","-e","-l","-v","--login","--shell","--edit"],assigns:!0},pn={env:$i,sudo:yi,time:{valued:["-o","-f","--output","--format"]},exec:{valued:["-a"]},nice:{valued:["-n","--adjustment"]},ionice:{valued:["-c","-n","--class","--classdata"],not:["-p"]},command:{valued:[],not:["-v","-V"]},builtin:{valued:[]},nohup:{valued:[]},eatmydata:{valued:[]},stdbuf:{valued:["-i","-o","-e"]},timeout:{valued:["-k","-s","--kill-after","--signal"],skip:1},gosu:{valued:[],skip:1},"su-exec":{valued:[],skip:1},xargs:{valued:["-n","-I","-P","-L","-d","-s","-a","-E","--max-args","--max-procs","--arg-file","--delimiter"]}},_i=new Set(["sh","bash","dash","ash","ksh","zsh","busybox.sh"]);function wi(t){return t.slice(t.lastIndexOf("/")+1)}function Z(t,e){let[r="",...n]=t.words,i=wi(r);if(_i.has(i))return vi(t,n,e);if(i==="eval")return Si(t,n,e);let s=Object.hasOwn(pn,i)?pn[i]:void 0;if(s===void 0)return[fe(t)];let o=xi(n,s);if(o===void 0)return i==="env"||i==="sudo"?[at(t)]:[fe(t)];let a=o.slice(s.skip??0),l={...t.assignments};for(let c=s.assigns&&X(a[0]??"");c;c=X(a[0]??""))l[c[0]]=c[1],a=a.slice(1);return a.length===0?[fe(t)]:Z({...t,words:a,assignments:l},e)}function fe({words:t,assignments:e,line:r,stdin:n}){return{words:t,assignments:e,line:r,...n===void 0?{}:{stdin:n.text}}}function at(t){return{...fe(t),opaque:!0}}function xi(t,{valued:e,not:r=[]}){let n=0;for(;n<t.length;n++){let i=t[n]??"";if(i==="--")return t.slice(n+1);if(!i.startsWith("-"))break;let s=i.startsWith("--"),o=s?i.split("=")[0]??i:i.slice(0,2);if(r.includes(o))return;let a=s?i.includes("="):i.length>2;e.includes(o)&&!a&&n++}return t.slice(n)}function vi(t,e,r){let n=!1,i=!0,s=0;for(;s<e.length;s++){let a=e[s]??"";if(a==="--"||a==="-"){s++;break}if(!/^[-+]/.test(a))break;if(a.startsWith("--")){(a==="--rcfile"||a==="--init-file")&&s++;continue}a.includes("c")&&(n=!0),/[oO]$/.test(a)&&s++}let o=e[s];return n?o===void 0?[at(t)]:ot(t,o,t.line,r):(o!==void 0&&!e.slice(0,s).some(a=>/^-[a-z]*s/.test(a))&&(i=!1),i&&t.stdin!==void 0?ot(t,t.stdin.text,t.stdin.line,r):[fe(t)])}function ot(t,e,r,n){return/^\s*["']?\$/.test(e)?[at(t)]:n(e,r).map(i=>({...i,assignments:{...t.assignments,...i.assignments}}))}function Si(t,e,r){let n=e.join(" ");return n.includes("$")||n.includes("`")?[de(t.line)]:ot(t,n,t.line,r)}var Ri=/[\s;&|<>()]/,ke=class{at=0;text;constructor(e){this.text=e}peek(){return this.text.charAt(this.at)}rest(){return this.text.slice(this.at)}match(e){let r=e.exec(this.rest())?.[0];if(r!==void 0)return this.at+=r.length,r}blanks(){this.match(/^(?:[ \t\r]|\\\r?\n)+/)}comment(){this.match(/^[^\n]*/)}word(){let e=this.at,r="";for(;this.at<this.text.length;){let n=this.peek(),i=this.text.charAt(this.at+1);if(n==="\\")i===`
`?this.at+=2:(r+=i,this.at+=2);else if(n==="'")r+=this.single();else if(n==='"')r+=this.double();else if(n==="$")r+=this.dollar();else if(n==="`")r+=this.backtick();else if((n==="<"||n===">")&&i==="("&&r===""){let s=this.at;this.at+=2,this.substitution(),r+=this.text.slice(s,this.at)}else if(n==="("&&/(?:[?*+@!]|^[A-Za-z_]\w*\+?=)$/.test(r)&&this.at>e)r+=this.group();else{if(Ri.test(n))break;r+=n,this.at++}}return{raw:this.text.slice(e,this.at),value:r}}single(){let e=this.text.indexOf("'",this.at+1);if(e<0)throw new _("a single quote is not closed");let r=this.text.slice(this.at+1,e);return this.at=e+1,r}double(){let e="";for(this.at++;this.at<this.text.length;){let r=this.peek();if(r==='"')return this.at++,e;r==="$"?e+=this.dollar():r==="`"?e+=this.backtick():r==="\\"?e+=this.escapedInDouble():(e+=r,this.at++)}throw new _("a double quote is not closed")}escapedInDouble(){let e=this.text.charAt(this.at+1);return this.at+=2,e===`
`?"":/["$`\\]/.test(e)?e:`\\${e}`}dollar(){let e=this.at,r=this.rest();if(r.startsWith("$((")){if(this.at++,this.arithmetic(),this.text.slice(e,this.at).includes(";"))throw new _("this is no arithmetic")}else if(r.startsWith("$("))this.at+=2,this.substitution();else if(r.startsWith("${"))this.brace();else if(r.startsWith("$'")){if(this.match(/^\$'(?:\\.|[^\\'])*'/s)===void 0)throw new _("a quote is not closed");return this.text.slice(e+2,this.at-1)}else this.at++;return this.text.slice(e,this.at)}brace(){for(this.at+=2;this.at<this.text.length;){let e=this.peek();if(e==="}"){this.at++;return}this.part(e)}throw new _("a ${ is not closed")}arithmetic(){if(!this.group().endsWith("))"))throw new _("this is no arithmetic")}group(){let e=this.at,r=0;for(;this.at<this.text.length;){let n=this.peek();if(n==="("||n===")"){if(r+=n==="("?1:-1,this.at++,r===0)return this.text.slice(e,this.at)}else this.part(n)}throw new _("a parenthesis is not closed")}part(e){e==="\\"?this.at+=2:e==="'"?this.single():e==='"'?this.double():e==="$"?this.dollar():e==="`"?this.backtick():this.at++}backtick(){let e=this.at,r=this.match(/^`(?:\\.|[^\\`])*`/s);if(r===void 0)throw new _("a backtick is not closed");return this.backticks(r.slice(1,-1).replace(/\\([`$\\])/g,"$1"),e),r}};var ki=new Set(["if","then","elif","else","while","until","do","!","{","coproc"]),Oi=new Set(["fi","done","esac","}"]),Ci=/^(?:&&|\|\||;;&|;;|;&|;|\|&|\||&(?!>))/,Ei=/^\d*(?:<<<|<<-?|<>|>>|>\||>&|<&|&>>|&>|<(?!\()|>(?!\())/,Ai=12;function Ce(t,e){if((e.depth??0)>Ai)return[de(e.lineOf(0))];let r=new lt(t,e);try{r.list("")}catch(n){if(!(n instanceof _))throw n;r.commands.push(de(e.lineOf(r.at)))}return r.commands}function Oe(){return{words:[],assignments:{},start:void 0,stdin:void 0}}var lt=class extends ke{commands=[];options;taken=0;bodyAt;constructor(e,r){super(e),this.options=r}list(e){let r=Oe(),n=[],i=()=>{this.emit(r),r=Oe()};for(;;){this.blanks();let s=this.peek();if(s===""){if(i(),e!=="")throw new _("a parenthesis is not closed");return}if(s===`
`)i(),this.newline();else if(s==="#")this.comment();else if(n.at(-1)==="pattern")this.pattern(n);else if(s===")"){if(i(),this.at++,e===")")return;throw new _("a ) too many")}else s==="("?this.parenthesis(r):!this.operator(i,n)&&!this.redirection(r)&&this.commandWord(r,n)}}substitution(){this.list(")")}backticks(e,r){this.commands.push(...this.nested(e,this.options.lineOf(r)))}nested(e,r){return Ce(e,{lineOf:i=>r+(e.slice(0,i).match(/\n/g)?.length??0),depth:(this.options.depth??0)+1})}emit({words:e,assignments:r,start:n,stdin:i}){if(n===void 0)return;let s={words:e,assignments:r,line:this.options.lineOf(n),...i===void 0?{}:{stdin:i}};this.commands.push(...Z(s,(o,a)=>this.nested(o,a)))}newline(){this.at=this.bodyAt??this.at+1,this.bodyAt=void 0}operator(e,r){let n=this.match(Ci);return n===void 0?!1:(e(),/^;[;&]/.test(n)&&r.length>0&&(r[r.length-1]="pattern"),!0)}parenthesis(e){if(e.words.length===1&&this.match(/^\(\s*\)/)!==void 0)Object.assign(e,Oe());else{if(e.start!==void 0)throw new _("an unexpected (");this.rest().startsWith("((")?this.arithmetic():(this.at++,this.list(")"))}}redirection(e){let r=this.at,n=this.match(Ei)?.replace(/^\d+/,"");if(n===void 0)return!1;if(this.blanks(),n==="<<"||n==="<<-")e.stdin=this.heredoc(n==="<<-",r);else{let{value:i}=this.word();n==="<<<"&&(e.stdin={text:i,line:this.options.lineOf(r)})}return!0}heredoc(e,r){let n=this.word().value;if(this.options.heredocs!==void 0){let a=this.options.heredocs[this.taken++];if(a===void 0)throw new _("a heredoc without a body");return a}let i=this.text.indexOf(`
`,r),s=this.bodyAt??(i<0?this.text.length:i+1),o="";for(let a=s;a<this.text.length;){let l=this.text.indexOf(`
`,a),c=l<0?this.text.length:l,u=this.text.slice(a,c).replace(e?/^\t+/:/^/,"");if(a=c+1,u===n)return this.bodyAt=a,{text:o,line:this.options.lineOf(s)};o+=`${u}
`}throw new _("a heredoc does not end")}commandWord(e,r){let n=this.at,{value:i,raw:s}=this.word();if(this.at===n)throw new _(`an unexpected ${this.peek()}`);if(e.words.length===0){if(Object.keys(e.assignments).length===0&&this.keyword(s,e,r))return;let o=X(s)&&X(i);if(o){e.start??=n,e.assignments[o[0]]=o[1];return}}e.start??=n,e.words.push(i),s==="[["&&e.words.length===1&&this.condition(e.words)}keyword(e,r,n){if(e==="esac"&&n.pop(),ki.has(e)||Oi.has(e))return!0;if(e==="for"||e==="select")this.loopHead();else if(e==="case"){if(this.blanks(),this.word(),this.gap(),this.word().raw!=="in")throw new _("case without in");n.push("pattern")}else if(e==="function")this.blanks(),this.word(),this.blanks(),this.match(/^\(\s*\)/);else return!1;return Object.assign(r,Oe()),!0}loopHead(){if(this.blanks(),this.rest().startsWith("((")){this.arithmetic();return}if(this.word(),this.gap(),!!/^in[\s;]/.test(this.rest()))for(this.word(),this.blanks();!/^[;\n]?$/.test(this.peek());this.blanks()){let e=this.at;if(this.word(),this.at===e)throw new _("a for that is not understood")}}pattern(e){if(/^esac(?![\w-])/.test(this.rest())){this.at+=4,e.pop();return}for(this.match(/^\(/);;){this.gap();let r=this.at;if(this.word(),this.gap(),this.match(/^\)/)!==void 0)break;if(this.match(/^\|/)===void 0||this.at===r)throw new _("a case pattern is not understood")}e[e.length-1]="body"}condition(e){for(;;){if(this.gap(),this.peek()==="")throw new _("[[ is not closed");let n=this.match(/^[()<>|&;!]+/)??this.word().value;if(e.push(n),n==="]]")return}}gap(){for(this.blanks();this.peek()===`
`||this.peek()==="#";this.blanks())this.peek()==="#"?this.comment():this.newline()}};function Ee(t){let{exec:e,text:r,heredocs:n,span:i}=t,s=(l,c)=>Ce(l,{lineOf:Ii(l,c)});if(e!==void 0)return e.length===0?[]:Z({words:e,assignments:{},line:i.line},s);let o=Li(t),[a]=o;return a!==void 0&&n.length===1&&ce(r)!==void 0?Di(a,s):Ce(r,{lineOf:l=>Ti(t,l),heredocs:o})}function Ii(t,e){return r=>e+hn(t.slice(0,r))}function hn(t){return t.match(/\n/g)?.length??0}function Ti({breaks:t=[],span:e},r){return t.findLast(({at:n})=>n<=r)?.line??e.line}function Li({heredocs:t,span:e}){let r=e.endLine+1,n=[];for(let{body:i}of t.toReversed())r-=hn(i)+1,n.unshift({text:i.replaceAll(`\r
`,`
`),line:r});return n}function Di(t,e){let r=/^#!\s*(.+)/.exec(t.text)?.[1]?.trim();if(r===void 0)return e(t.text,t.line);let n=r.split(/\s+/);return Z({words:n,assignments:{},line:t.line,stdin:t},e)}var gn=new Set(`: [ [[ true false test echo printf cat cp mv rm mkdir rmdir ln ls pwd cd touch chmod chown chgrp stat du df head tail
  cut tr sort uniq wc tee sed awk grep egrep fgrep find basename dirname readlink realpath mktemp install date sleep
  sha256sum sha512sum sha1sum md5sum gpg tar gzip gunzip xz unxz bzip2 bunzip2 unzip zip zstd
  curl wget git apt-get apt apt-cache apt-mark apk dnf microdnf yum rpm dpkg dpkg-query add-apt-repository apt-key
  locale-gen update-ca-certificates update-alternatives ldconfig groupadd useradd usermod addgroup adduser groupmod
  passwd setcap getcap id whoami hostname uname env export unset set shopt exit return local readonly
  declare trap umask ulimit command type which hash wait read file ldd strip objdump readelf nm jq yq`.split(/\s+/).filter(t=>t!=="")),Pi=new Set(["mod","env","version","clean","fmt","help","telemetry","work","doc"]);function Ae(t){for(let e of t){if(e.opaque)return{yes:!0,because:"it could not be read to the end"};let[r="",...n]=e.words,i=r.slice(r.lastIndexOf("/")+1);if(i==="find"){let s=n[n.findIndex(o=>/^-(exec|execdir|ok|okdir)$/.test(o))+1];if(!n.some(o=>/^-(exec|execdir|ok|okdir)$/.test(o))||gn.has(s??""))continue;return{yes:!0,because:`it runs find -exec ${s}`}}if(!((i==="."||i==="source")&&/^\/etc\//.test(n[0]??""))&&!(i===""||gn.has(i))){if(i==="go"){let s=n.find(o=>!o.startsWith("-"))??"help";if(Pi.has(s))continue;return{yes:!0,because:`it runs go ${s}`}}return{yes:!0,because:`it runs ${i}`}}}return{yes:!1,because:"nothing in it compiles"}}function bn(t,e,r){let n=Mi(t.dockerfile.directives);if(n!==void 0)return{ok:!1,because:n};if(r===void 0)return{ok:!1,because:Bi(e)};let i=Ni(t,e,r);if(i.length===0)return{ok:!1,because:"nothing in it compiles"};if(!r.twin.known)return{ok:!1,because:r.twin.because};let s=e.stage.instructions.find(({text:a,keyword:l})=>/^(ENV|ARG)$/.test(l)&&/\bCOMPILER_PATH\b/.test(a));if(s!==void 0)return{ok:!1,because:`line ${s.span.line} sets COMPILER_PATH itself`};let o=i[0];return{ok:!0,steps:i,because:`native ${o?.goRoot===void 0?"compilers":"Go tools and compilers"} for ${i.length===1?"the step":`${i.length} steps, the first`} in line ${o?.instruction.span.line}: ${o?.because}`}}function Ni(t,e,r){let n=Gi(t,e,r),i=[];for(let s of e.stage.instructions){if($n(s)&&(n=void 0),s.keyword!=="RUN")continue;let{yes:o,because:a}=Ae(Ee(s));o&&i.push({instruction:s,because:a,...n===void 0?{}:{goRoot:n}})}return i}function Gi(t,e,r){return e.chain.slice(1).map(i=>t.stages[i]).some(i=>i?.stage.instructions.some($n))?void 0:r.goRoot}function $n({keyword:t,text:e,heredocs:r}){let n=[e,...r.map(({body:i})=>i)].join(`
`);return t==="COPY"||t==="ADD"?/\/usr\/local(\/go)?\/?["\]\s]*$/.test(n.trim()):t!=="RUN"?!1:/(\brm\b|\bmv\b|\bcp\b|\bln\b)[^\n;&|]*\/usr\/local\/go\b(?!\/(bin|src|misc)\/)|(-C\s*|--directory[= ])\/usr\/local\b/.test(n)}function Mi({syntax:t}){if(t===void 0)return;let e=/^(docker\.io\/)?docker\/dockerfile(-upstream)?(:(?<tag>[^@]+))?(@.*)?$/.exec(t),r=e?.groups?.tag??(e===null?"other":"latest"),n=/^1\.(\d+)/.exec(r)?.[1];if(!(/^(1|latest|labs|1-labs|master|stable)$/.test(r)||n!==void 0&&Number(n)>=10))return`its frontend ${t} is not known to have secrets as environment variables; write # syntax=docker/dockerfile:1`}function Bi(t){switch(t.root.kind){case"scratch":return"it starts from scratch";case"context":return`its base is the build context ${t.root.name}, of which no native twin can be had`;case"unknown":return`its base ${t.root.text} is not known before the build: ${t.root.why}`;default:return"its base is not known"}}var Fi=/^(golang|debian|ubuntu|alpine|buildpack-deps|gcc|python|node|rust|ruby|php|perl|openjdk|eclipse-temurin|amazoncorretto|maven|gradle|postgres|redis|nginx|httpd|busybox|fedora|rockylinux|almalinux|oraclelinux|amazonlinux|swift|elixir|erlang|haskell|julia|r-base|mariadb|mysql|memcached|haproxy|caddy|traefik)$/,yn="buster|bullseye|bookworm|trixie|forky|sid",_n="focal|jammy|noble|questing|resolute";function Hi(t){let e=t.replace(/@sha256:[0-9a-f]+$/,""),r=e.lastIndexOf(":"),n=r>e.lastIndexOf("/"),i=(n?e.slice(0,r):e).split("/"),s=i.at(-1)??"",o=i.slice(0,-1).filter(l=>!/[.:]/.test(l)&&l!=="localhost"),a=o.length===0||o.at(-1)==="library";return{name:s,tag:n?e.slice(r+1):"",official:a&&Fi.test(s)}}function wn(t,e){let{name:r,tag:n,official:i}=Hi(t),s=Ui(r,n),o=qi(r,n),a=zi(r,e);return{reference:t,family:s,...o===void 0?{}:{release:o},...a===void 0?{}:{goRoot:a},twin:ji(t,i,e)}}function Ui(t,e){return t==="alpine"||/alpine/.test(e)?"alpine":t==="ubuntu"||new RegExp(`(^|-)(${_n})`).test(e)?"ubuntu":/^(debian|golang|buildpack-deps|gcc|python|node|rust|ruby|php|perl|postgres|redis|nginx|httpd)$/.test(t)||new RegExp(`(^|-)(${yn})`).test(e)?"debian":/^(fedora|centos|rockylinux|almalinux|oraclelinux|amazonlinux|ubi\d?(-.*)?|ubi|go-toolset)$/.test(t)?"rhel":"other"}function qi(t,e){let r=new RegExp(`(?:^|-)(${yn}|${_n})(?:-|$)`).exec(e)?.[1];return r!==void 0?r:t==="ubuntu"?/^\d\d\.\d\d/.exec(e)?.[0]:/(?:^|alpine)(\d+\.\d+)/.exec(t==="alpine"||e.includes("alpine")?e.slice(Math.max(0,e.indexOf("alpine"))):"")?.[1]}function zi(t,e){if(e!==void 0){let r=e.env.PATH?.split(":").includes("/usr/local/go/bin")??!1;return e.env.GOLANG_VERSION!==void 0||r&&t==="golang"?"/usr/local/go":void 0}return t==="golang"?"/usr/local/go":void 0}function ji(t,e,r){return r!==void 0?r.platforms.length>1?{known:!0,because:`${t} is published for ${r.platforms.length} platforms`}:{known:!1,because:`${t} is published for one platform only, so there is no native twin of it to take compilers from`}:e?{known:!0,because:`${t} is a Docker official image`}:{known:!1,because:`${t} could not be looked at, so it is not known whether a native twin of it exists`}}function ct(t,e,r){let n=c=>({verdict:"no",because:c,pure:!1});if(r===void 0)return n("its base is not a known image");let i=j(t,e).filter(({keyword:c})=>c==="RUN").flatMap(Ee),s={evaluated:t,stage:e,base:r,commands:i,pure:cs(e,i)};for(let c of Vi){let u=c(s);if(u!==void 0)return n(u)}let o=i.map(ls).find(c=>c!==void 0),a=s.pure?"a Go stage without C":"a Go stage",l=r.reference.replace(/@.*/,"");return o!==void 0?{verdict:"likely",because:`${a} on ${l}, but ${o}`,pure:s.pure}:{verdict:"yes",because:`${a} on ${l} that others only copy from`,pure:s.pure}}function j(t,e){return[...e.chain].reverse().flatMap(r=>t.stages[r]?.stage.instructions??[])}var Vi=[Ji,Wi,Qi,({stage:t})=>t.platform.kind==="fixed"?"its platform is fixed in the Dockerfile":void 0,Ki,Yi,Xi,Zi,ts,ns,rs,({commands:t})=>xn(t,["ldd"],"looks for the libraries of a binary with ldd, which cannot load a foreign one"),({commands:t})=>xn(t,["dnf","yum","microdnf","rpm"],"installs with a package manager that has no foreign libraries"),is,os,as];function Ji({evaluated:t,stage:e}){let r=e.chain.at(-1)??e.stage.index,n=t.stages[t.target];if(!(n===void 0||!n.chain.includes(r)))return n.stage.index===e.stage.index?"its own file system becomes the image":"the image is built on top of it"}function Wi({base:t}){return t.goRoot===void 0?`${t.reference} is not a golang image, so its Go would not be the build platform's`:void 0}function Qi({base:t,pure:e}){if(!(e||t.family==="debian"||t.family==="ubuntu"))return`${t.reference} has no cross compilers and foreign libraries in its packages`}function Ki({evaluated:t,stage:e}){let r=j(t,e).find(({keyword:n})=>n==="SHELL");return r===void 0||/\b(ba|da)?sh\b/.test(r.text)?void 0:`line ${r.span.line} sets another shell`}function Yi({evaluated:t,stage:e}){let r=j(t,e).find(({keyword:n,text:i})=>n==="USER"&&!/^(root|0)(:|$)/.test(i.trim()));return r===void 0?void 0:`line ${r.span.line} changes to another user`}function Xi({evaluated:t,stage:e}){let r=j(t,e).find(({keyword:n,text:i})=>n==="ENV"&&/(^|\s)PATH[= ]/.test(i)&&!/PATH[= ]"?\$\{?PATH\}?/.test(i)&&!/(^|\s)PATH[= ]"?(\/go\/bin|\$\{?GOPATH\}?\/bin):\$\{?PATH\}?/.test(i));return r===void 0?void 0:`line ${r.span.line} puts other folders first in PATH`}function Zi({evaluated:t,stage:e,commands:r}){let n=/\bGO(?:ARCH|OS|ARM)=["']?(?!\$)([a-z0-9]+)/,i=j(t,e).find(({keyword:o,text:a})=>(o==="ENV"||o==="ARG")&&/GOARCH/.test(a)&&n.test(a));if(i!==void 0)return`line ${i.span.line} sets ${n.exec(i.text)?.[0]}, whatever the platform is`;let s=r.find(({assignments:o,words:a})=>es(o.GOARCH)||a.some(l=>/^GOARCH=[a-z0-9]+$/.test(l)));return s===void 0?void 0:`line ${s.line} sets GOARCH to a fixed value, whatever the platform is`}function es(t){return t!==void 0&&t!==""&&!t.includes("$")}function ts({commands:t}){let e=t.find(({words:r})=>r[0]==="uname"&&r.slice(1).some(n=>/^-[a-z]*[mpia]|^--(machine|processor|all)/.test(n))||r[0]==="arch"||r[0]==="dpkg"&&r.includes("--print-architecture")||r[0]==="dpkg-architecture"||r[0]==="apk"&&r.includes("--print-arch"));return e===void 0?void 0:`line ${e.line} asks for the machine's architecture with ${e.words.slice(0,2).join(" ")}`}function ns({commands:t}){let e=t.find(({words:[r="",...n]})=>/(^|\/)(configure|autogen\.sh|bootstrap\.sh|autoreconf|cmake|meson|ninja|bazel|scons)$/.test(r)||/^g?make$/.test(r)&&n.some(i=>/^install/.test(i)));return e===void 0?void 0:`line ${e.line} builds from source with ${e.words[0]}, which would build for the build platform`}function rs({evaluated:t,stage:e}){let r=j(t,e).find(({keyword:n,text:i,heredocs:s})=>n==="RUN"&&/go\.dev\/dl|dl\.google\.com\/go|storage\.googleapis\.com\/golang/.test([i,...s.map(({body:o})=>o)].join(`
`)));return r===void 0?void 0:`line ${r.span.line} installs another Go`}function is({evaluated:t,stage:e}){let r=j(t,e).find(({keyword:n,text:i,heredocs:s})=>(n==="RUN"||n==="ADD")&&/https?:\/\/\S*(x86_64|amd64|x64|aarch64|arm64)\S*/i.test([i,...s.map(({body:o})=>o)].join(`
`)));return r===void 0?void 0:`line ${r.span.line} downloads a file for a fixed architecture`}var ss=/^\/?(lib\d*|usr\/lib\d*|bin|sbin|usr\/bin|usr\/sbin|usr\/libexec|usr\/local\/lib|usr\/local\/go|opt)(\/|$)/;function os({evaluated:t,stage:e}){for(let r of t.stages)for(let n of r.uses){if(n.how!=="copy"||n.from.kind!=="stage"||n.from.index!==e.stage.index)continue;let i=n.paths.find(s=>/^\/?(\.\/?)?$/.test(s)||ss.test(s));if(i!==void 0)return`line ${n.instruction.span.line} copies ${i} out of it, where the build platform's own files are`}}function as({commands:t}){let e=t.find(({words:r})=>r[0]==="go"&&r[1]==="test"&&!r.includes("-c"));return e===void 0?void 0:`line ${e.line} runs tests, which belong on the target platform`}function xn(t,e,r){let n=t.find(({words:i})=>e.includes(i[0]??""));return n===void 0?void 0:`line ${n.line} ${r}`}function ls(t){if(t.opaque)return`line ${t.line} could not be read to the end`;let[e="",r=""]=t.words,n=e.slice(e.lastIndexOf("/")+1);return n==="go"?/^(mod|env|version|clean|fmt|build|install|list|vet|get)$/.test(r)?void 0:`line ${t.line} runs go ${r}`:Ae([t]).yes?`line ${t.line} runs ${n}, whose own commands are not visible`:void 0}function cs(t,e){if(t.env.CGO_ENABLED==="0")return!0;let r=e.filter(({words:n})=>n[0]==="go"&&/^(build|install)$/.test(n[1]??""));return r.length>0&&r.every(({assignments:n})=>n.CGO_ENABLED==="0")&&!e.some(n=>n.opaque)}function vn(t,e,r){return t.needed.flatMap(n=>{let i=t.stages[n];return i===void 0?[]:[us(t,i,e,r)]})}function us(t,e,r,n){let i=ds(t,e),s=ms(t,e,n);if(s!==void 0)return i("native",s);if(!ps(e))return i("native","it runs nothing");if(r==="emulate")return i("emulate","strategy asks for it",{emulated:!0});let o=hs(t,e,n);if(r==="cross"&&o.verdict!=="no")return i("cross",o.because,{pure:o.pure});if(r==="auto"&&o.verdict==="yes")return i("cross",o.because,{pure:o.pure});let a=r==="accelerate"?"strategy asks for it":`not cross: ${o.because}`,l=bn(t,e,ut(e,n));return n.noEmulator!==void 0?o.verdict==="likely"?i("cross",`${o.because}; ${n.noEmulator}`,{pure:o.pure}):i("emulate",`${n.noEmulator}; ${a}`,{emulated:!0}):l.ok?i("accelerate",`${l.because}; ${a}`,{steps:l.steps,emulated:!0}):i("emulate",l.because==="nothing in it compiles"?l.because:`${l.because}; ${a}`,{emulated:!0})}function ds(t,e){return(r,n,i={})=>({index:e.stage.index,stage:Ie(e),strategy:r,because:n,steps:i.steps??[],pure:i.pure??!1,products:r==="cross"?fs(t,e):[],emulated:i.emulated??!1,root:e.chain.at(-1)??e.stage.index})}function fs(t,e){return t.stages.flatMap(({uses:n})=>n.flatMap(i=>i.how==="copy"&&i.from.kind==="stage"&&i.from.index===e.stage.index?i.paths:[])).flatMap(n=>{let i=/^\/?(?:root\/)?go(?:\/bin(?:\/(.*))?)?\/?$/.exec(n);return i===null?[]:[i[1]===void 0||/[*?]/.test(i[1])||i[1]===""?"*":i[1]]})}function Ie({stage:t}){return t.name??`stage ${t.index}`}function ms(t,e,{nodes:r}){if(e.platform.kind==="build")return"the Dockerfile itself runs it on the build platform";let n=e.platform.kind==="fixed"?e.platform.platform:t.platform,i=e.platform.kind==="fixed"?"the Dockerfile fixes it to ":"";if(r.some(s=>Te(s,n)))return`${i}${x(n)}${i===""?" is what the builder runs":", which the builder runs"}`}function Te(t,e){return t.architecture==="amd64"&&e.architecture==="386"?t.os===e.os:yt(t,e)}function ps(t){return t.stage.instructions.some(({keyword:e})=>e==="RUN")}function ut(t,{bases:e}){return t.root.kind==="image"?wn(t.root.reference,e[t.root.reference]):void 0}function hs(t,e,r){let n=e.chain.at(-1),i=t.stages.filter(a=>t.needed.includes(a.stage.index)&&n!==void 0&&a.chain.includes(n)),s={no:0,likely:1,yes:2},o=ct(t,e,ut(e,r));return i.filter(a=>a!==e).map(a=>({one:a,result:ct(t,a,ut(a,r))})).reduce((a,{one:l,result:c})=>s[c.verdict]>=s[a.verdict]?{verdict:a.verdict,because:a.because,pure:a.pure&&c.pure}:{...c,because:`stage ${Ie(l)} shares its base and does not qualify: ${c.because}`},o)}var gs="crossbuild-handover";function bs(t){return!/^[/.\s]*$/.test(t)&&!t.includes("$")}function $s(t){let r=(t.stages[t.target]?.chain??[]).flatMap(n=>(t.stages[n]?.uses??[]).flatMap(i=>{if(i.how!=="copy"||i.from.kind!=="stage")return[];let{index:s}=i.from,o=t.stages[s];return o===void 0?[]:i.paths.filter(bs).map(a=>({from:s,path:a,stage:Ie(o),line:i.instruction.span.line}))}));return r.filter((n,i)=>r.findIndex(({from:s,path:o})=>s===n.from&&o===n.path)===i)}function Sn(t,e,r){let n=[];for(let i of t){let s=$s(i);if(s.length===0)continue;let o=ys(e,s,r),a=x(i.platform),l=n.findIndex(u=>u.text===o),c=n[l];c===void 0?n.push({platforms:[a],files:s.map(({stage:u,path:d,line:f})=>({stage:u,path:d,line:f})),text:o}):n[l]={...c,platforms:[...c.platforms,a]}}return n}function ys(t,e,r){let n=e.map(({from:i,path:s},o)=>`COPY --from=${i+r} ${JSON.stringify([s,`/${o}/`])}`);return`${t.trimEnd()}

FROM scratch AS ${gs}
${n.join(`
`)}
`}function ft(t,e){let r=_s(t,e),n=r.map(l=>l.text).join(""),i=ws(t,r),s=dt(t).length;return{text:n,lineMap:l=>i[l-1]??{line:s},rewrittenLine:l=>{let c=i.findIndex(u=>"line"in u&&u.line>=l);return c<0?i.length:c+1}}}function _s(t,e){let r=t.includes(`\r
`),n=[],i=0;for(let{at:s,remove:o=0,insert:a}of e.toSorted((l,c)=>l.at-c.at)){if(s<i||o<0||s+o>t.length)throw new RangeError(`the edit at ${s} overlaps another or lies outside the text`);n.push({text:t.slice(i,s),from:i}),n.push({text:r?a.replace(/\r?\n/g,`\r
`):a}),i=s+o}return n.push({text:t.slice(i),from:i}),n.filter(({text:s})=>s!=="")}function dt(t){return t.match(/[^\n]*\n|[^\n]+$/g)??[]}function ws(t,e){let r=xs(t),n=[],i,s=0,o=l=>{let c=i??l;c===void 0||i===void 0&&c<=s?n.push({inserted:!0,after:s}):(n.push({line:c}),s=c),i=void 0},a=!1;for(let{text:l,from:c}of e)for(let u=0;u<l.length;u++){let d=c===void 0?void 0:vs(r,c+u);a=l[u]!==`
`,a?l[u]!=="\r"&&(i??=d):o(d)}return a&&o(void 0),n}function xs(t){let e=[0];for(let r=t.indexOf(`
`);r>=0;r=t.indexOf(`
`,r+1))e.push(r+1);return e}function vs(t,e){let r=0,n=t.length;for(;n-r>1;){let i=r+n>>1;(t[i]??0)<=e?r=i:n=i}return r+1}function Rn(t,e,r,n=3){let i=Ss(t,e),s=Rs(i,n);return s.length===0?"":[`--- a/${r}
`,`+++ b/${r}
`,...s].join("")}function Ss(t,e){let r=ft(t,e),n=dt(t),i=[],s=1,o=[],a=c=>{for(;s<c;s++)i.push({sign:"-",text:n[s-1]??""})},l=()=>{i.push(...o),o=[]};return dt(r.text).forEach((c,u)=>{let d=r.lineMap(u+1),f="line"in d?d.line:void 0;if(f!==void 0&&a(f),f!==void 0&&f===s&&n[f-1]===c){l(),i.push({sign:" ",text:c}),s++;return}f!==void 0&&a(f+1),o.push({sign:"+",text:c})}),a(n.length+1),l(),i}function Rs(t,e){let r=[];for(let n=0;n<t.length;){let i=t.findIndex(({sign:l},c)=>c>=n&&l!==" ");if(i<0)break;let s=i;for(let l=i;l<t.length&&l-s<=2*e;l++)t[l]?.sign!==" "&&(s=l);let o=Math.max(n,i-e),a=Math.min(t.length,s+e+1);r.push(ks(t,o,a)),n=a}return r}function ks(t,e,r){let n=(l,c)=>l.filter(u=>u.sign===" "||u.sign===c).length,i=t.slice(0,e),s=t.slice(e,r),o=l=>{let c=n(s,l),u=n(i,l)+(c===0?0:1);return c===1?`${u}`:`${u},${c}`},a=s.map(({sign:l,text:c})=>`${l}${c.endsWith(`
`)?c:`${c}
\\ No newline at end of file
`}`);return`@@ -${o("-")} +${o("+")} @@
${a.join("")}`}function N(t,e,{crossSince:r={debian:9,ubuntu:"14.04"},...n}){let i=e.replace("_","-");return{arch:t,triple:e,multiarch:e,gcc:`gcc-${i}`,gxx:`g++-${i}`,crossSince:r,...n}}function T(t,e,{data:r="little",never:n=0}={}){return{class:t,data:r,machine:e,never:n}}var Os=N("amd64","x86_64-linux-gnu",{debianSince:4,ubuntuSince:"6.06",crossSince:{debian:10,ubuntu:"18.04"}}),kn=N("armel","arm-linux-gnueabi",{debianSince:5,debianUntil:13}),Cs=[...["","v2","v3","v4"].map(t=>({platform:`linux/amd64${t===""?"":`/${t}`}`,debian:Os,alpine:{arch:"x86_64",triple:"x86_64-alpine-linux-musl"},go:{GOARCH:"amd64",GOAMD64:t===""?"v1":t},qemu:"qemu-x86_64",machine:"x86_64",elf:T(64,62),cflags:t===""?[]:[`-march=x86-64-${t}`]})),{platform:"linux/386",debian:N("i386","i686-linux-gnu",{multiarch:"i386-linux-gnu",debianSince:2,ubuntuSince:"6.06",ubuntuUntil:"18.04",crossSince:{debian:10,ubuntu:"18.04"}}),alpine:{arch:"x86",triple:"i586-alpine-linux-musl"},go:{GOARCH:"386"},qemu:"qemu-i386",machine:"i686",elf:T(32,3),cflags:[]},{platform:"linux/arm64",debian:N("arm64","aarch64-linux-gnu",{debianSince:8,ubuntuSince:"14.04"}),alpine:{arch:"aarch64",triple:"aarch64-alpine-linux-musl"},go:{GOARCH:"arm64"},qemu:"qemu-aarch64",machine:"aarch64",elf:T(64,183),cflags:[]},{platform:"linux/arm/v7",debian:N("armhf","arm-linux-gnueabihf",{debianSince:7,ubuntuSince:"12.04"}),alpine:{arch:"armv7",triple:"armv7-alpine-linux-musleabihf"},go:{GOARCH:"arm",GOARM:"7"},qemu:"qemu-arm",machine:"armv7l",elf:T(32,40,{never:512}),cflags:["-march=armv7-a","-mfpu=vfpv3-d16"]},{platform:"linux/arm/v6",debian:kn,alpine:{arch:"armhf",triple:"armv6-alpine-linux-musleabihf"},go:{GOARCH:"arm",GOARM:"6"},qemu:"qemu-arm",machine:"armv6l",elf:T(32,40),cflags:["-march=armv6"]},{platform:"linux/arm/v5",debian:kn,go:{GOARCH:"arm",GOARM:"5"},qemu:"qemu-arm",machine:"armv5tel",elf:T(32,40,{never:1024}),cflags:["-march=armv5t"]},{platform:"linux/ppc64le",debian:N("ppc64el","powerpc64le-linux-gnu",{debianSince:8,ubuntuSince:"14.04"}),alpine:{arch:"ppc64le",triple:"powerpc64le-alpine-linux-musl"},go:{GOARCH:"ppc64le"},qemu:"qemu-ppc64le",machine:"ppc64le",elf:T(64,21),cflags:[]},{platform:"linux/s390x",debian:N("s390x","s390x-linux-gnu",{debianSince:7,ubuntuSince:"16.04",crossSince:{debian:9,ubuntu:"16.04"}}),alpine:{arch:"s390x",triple:"s390x-alpine-linux-musl"},go:{GOARCH:"s390x"},qemu:"qemu-s390x",machine:"s390x",elf:T(64,22,{data:"big"}),cflags:[]},{platform:"linux/riscv64",debian:N("riscv64","riscv64-linux-gnu",{debianSince:13,ubuntuSince:"20.04",crossSince:{debian:10,ubuntu:"18.04"}}),alpine:{arch:"riscv64",triple:"riscv64-alpine-linux-musl",since:"3.20"},go:{GOARCH:"riscv64"},qemu:"qemu-riscv64",machine:"riscv64",elf:T(64,243),cflags:[]},{platform:"linux/mips64le",debian:N("mips64el","mips64el-linux-gnuabi64",{debianSince:9,debianUntil:12,crossSince:{debian:9,ubuntu:"18.04"}}),go:{GOARCH:"mips64le",GOMIPS64:"hardfloat"},qemu:"qemu-mips64el",machine:"mips64",elf:T(64,8),cflags:[]},{platform:"linux/mips64",go:{GOARCH:"mips64",GOMIPS64:"hardfloat"},qemu:"qemu-mips64",machine:"mips64",elf:T(64,8,{data:"big"}),cflags:[]},{platform:"linux/loong64",debian:N("loong64","loongarch64-linux-gnu",{crossSince:{debian:13,ubuntu:"24.04"}}),alpine:{arch:"loongarch64",triple:"loongarch64-alpine-linux-musl",since:"3.21"},go:{GOARCH:"loong64"},qemu:"qemu-loongarch64",machine:"loongarch64",elf:T(64,258),cflags:[]}],Es=new Map(Cs.map(t=>[t.platform,t]));function Le(t){let{os:e,architecture:r,variant:n}=W(t);return Es.get(n===""?`${e}/${r}`:`${e}/${r}/${n}`)}var On=`# The linker of the tree: collect2 runs it instead of ld, with -fuse-ld= kept in the arguments.
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
`;var Cn=`#!/bin/sh
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
`;var En=`#!/bin/sh
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
`;var Ls="crossbuild-",De=`${Ls}kit`,pt=[{id:"crossbuild-compiler-path",env:"COMPILER_PATH",value:"/.crossbuild/gcc"}],An={source:"/crossbuild/tree",target:"/.crossbuild"},Ds={source:"/crossbuild/go-tool",target:"/usr/local/go/pkg/tool"};function In(t){return[`--mount=type=bind,from=${t},source=${An.source},target=${An.target}`,...pt.map(({id:e,env:r})=>`--mount=type=secret,id=${e},env=${r}`)]}function Tn(t,e="/usr/local/go"){return[`--mount=type=bind,from=${t},source=${Ds.source},target=${e}/pkg/tool`]}function Ps(){return J.flatMap(t=>{let e=B(t),r="platform"in e?Le(e.platform)?.debian:void 0;return r===void 0?[]:[`${t.replace("linux/","")} ${r.triple} ${r.multiarch} ${r.gcc} ${r.gxx}`]}).join(`
`)}function Ns(t,e){let r=Object.keys(e),n=Object.entries(e).map(([i,s])=>`${s.trimEnd()}
${i}`);return[`COPY ${r.map(i=>`<<'${i}'`).join(" ")} ${t}/`,...n].join(`
`)}function Gs(t){let e=new Map;for(let[r,n]of Object.entries(t)){let i=r.lastIndexOf("/");e.set(r.slice(0,i),{...e.get(r.slice(0,i)),[r.slice(i+1)]:n})}return[...e].map(([r,n])=>Ns(r,n))}var ht={"/targets":Ps(),"/toolchain.sh":En,"/collect-ld.sh":On,"/go-tools.sh":Cn};function Ln({accelerate:t,settings:e={},files:r=ht}={}){let n=["BUILDARCH","TARGETPLATFORM","TARGETOS","TARGETARCH","TARGETVARIANT"],i={...t===void 0?{}:{ACCELERATE:t.join(",")},...e};return[`FROM scratch AS ${De}`,...Gs(r),...n.map(s=>`ARG ${s}`),"COPY <<target /",...n.map(s=>`${s}=$${s}`),...Object.entries(i).map(([s,o])=>`${s}=${o}`),"target",""].join(`
`)}function mt({name:t,base:e,platform:r="$BUILDPLATFORM"},n,...i){let s=JSON.stringify(["/bin/sh",`/.crossbuild-kit/${n}`,...i]);return[`FROM --platform=${r} ${e} AS ${t}`,"USER 0",`RUN --mount=type=bind,from=${De},target=/.crossbuild-kit ${s}`,""].join(`
`)}function Dn(t){return mt(t,"toolchain.sh")}function Pn({install:t,...e}){return t===void 0?mt(e,"go-tools.sh"):mt(e,"go-tools.sh",t.with,t.package)}var Nn=`#!/bin/sh
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
`;var Gn=`# What the shims share; sourced with \`root\` set to the folder above bin/, lib/ and native/.

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
`;var Mn=`#!/bin/sh
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
`;var Bn=`#!/bin/sh
# Runs a build platform's tool whose name is taken by a shim: for programs that run during the build.
root=\${0%/*/*}
. "$root/lib/common.sh"
PATH=$(plain_path)
unset PKG_CONFIG_LIBDIR
exec "\${0##*/}" "$@"
`;var Fn=`#!/bin/sh
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
`;var Hn=`#!/bin/sh
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
`;var Un=`# The toolchain of a Debian or Ubuntu stage; sourced by setup.sh.
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
`;var qn=`# Writes the shims; sourced after common.sh and the target file. A shim exists only where the image has the tool
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
`;var zn="/.crossbuild-kit",jn={"/cross/apt.sh":Nn,"/cross/common.sh":Gn,"/cross/go.sh":Mn,"/cross/native.sh":Bn,"/cross/pkg-config.sh":Fn,"/cross/setup.sh":Hn,"/cross/setup-apt.sh":Un,"/cross/shims.sh":qn,"/cross/targets.sh":Vs()};function gt({pure:t,products:e}){let r=["/bin/sh",`${zn}/cross/setup.sh`,...t?["pure"]:[],...e.map(n=>`product=${n}`)];return[`RUN --mount=type=bind,from=${De},target=${zn} ${JSON.stringify(r).replaceAll('","','", "')}`,"ENV PATH=/.crossbuild/bin:$PATH"]}function Vs(){return["# Names of each target platform. Made from src/toolchain/targets.ts.","target_of() {","  case $1 in",...J.flatMap(e=>{let r=B(e),n="platform"in r?Le(r.platform):void 0;return n===void 0?[]:[`    ${e})
${Js(n)}
      ;;`]}),"    *) return 1 ;;","  esac","}",""].join(`
`)}function Js({debian:t,alpine:e,go:r,cflags:n}){let i={CROSS_DEBIAN:t?.arch,CROSS_TRIPLE:t?.triple,CROSS_MULTIARCH:t?.multiarch,CROSS_GCC:t?.gcc,CROSS_GXX:t?.gxx,CROSS_APK:e?.arch,CROSS_MUSL:e?.triple,CROSS_GO:Object.entries(r).map(([s,o])=>`${s}=${o}`).join(" "),CROSS_CFLAGS:n.join(" ")};return Object.entries(i).filter(([,s])=>s!==void 0&&s!=="").map(([s,o])=>`      ${s}='${o}'`).join(`
`)}function Vn(t,e,r){let n=new bt(t),i=[...Qs(e,n),...Ys(t,e,n)];if(i.length===0)return Ws(t.text);let s=n.head(e,r),a=t.stages[0]?.from.span.start??0,l=[...i,...to(t,s.count)],c=ft(t.text,[...l,{at:a,insert:s.text}]);return{text:c.text,changed:!0,diff:`${Rn(t.text,l,"Dockerfile")}
${s.note}`,userLine:u=>{let d=c.lineMap(u);return"inserted"in d?{line:d.after,inserted:!0}:{line:d.line,inserted:!1}},secrets:pt,insertedStages:s.count}}function Ws(t){return{text:t,changed:!1,diff:"",userLine:e=>({line:e,inserted:!1}),secrets:[],insertedStages:0}}function Qs(t,e){let r=new Map;for(let{decisions:n}of t)for(let i of n.filter(({strategy:s})=>s==="accelerate"))for(let s of i.steps)r.has(s.instruction)||r.set(s.instruction,{root:i.root,...s.goRoot===void 0?{}:{goRoot:s.goRoot}});return[...r].map(([n,{root:i,goRoot:s}])=>({at:n.argumentsAt,insert:`${Ks(e,i,s).join(" ")} `}))}function Ks(t,e,r){return[...In(t.toolchain(e)),...r===void 0?[]:Tn(t.goTool(e),r)]}function Ys(t,e,r){return[...new Set(e.flatMap(({decisions:i})=>i.filter(({strategy:s})=>s==="cross").map(({root:s})=>s)))].flatMap(i=>{let s=t.stages[i];if(s===void 0)return[];let o=d=>e.filter(({decisions:f})=>f.some(h=>h.root===i&&d(h))).map(({platform:f})=>f),a=o(({strategy:d})=>d==="cross"),l=e.flatMap(d=>d.decisions).filter(d=>d.root===i&&d.strategy==="cross"),c={pure:l.every(({pure:d})=>d),products:[...new Set(l.flatMap(({products:d})=>d))]};if(o(({emulated:d})=>d).length===0)return Xs(s,c);let u=e.map(({platform:d})=>d).filter(d=>!a.includes(d));return[eo(t.text,s,r.choice(s,a,u,c))]})}function Xs(t,e){let{from:r}=t,n=r.flags.find(({name:s})=>s==="platform");return[n===void 0?{at:r.argumentsAt,insert:"--platform=$BUILDPLATFORM "}:{at:n.span.start,remove:n.span.end-n.span.start,insert:"--platform=$BUILDPLATFORM"},{at:r.span.end,insert:`
${gt(e).join(`
`)}`}]}function Zs(t){let e=new Set(t.flatMap(({decisions:i})=>i.filter(({strategy:s})=>s==="accelerate").map(({index:s})=>s))),r=t.some(({decisions:i})=>i.some(({index:s,strategy:o})=>o==="emulate"&&e.has(s))),n=t.filter(({decisions:i})=>i.some(({strategy:s})=>s==="accelerate")).map(({platform:i})=>x(i));return r?{accelerate:n}:{}}function eo(t,e,r){let{from:n}=e,i=n.flags.find(({name:a})=>a==="platform"),s=i?.span.start??n.argumentsAt,o=t.indexOf(e.base,i?.span.end??s)+e.base.length;return{at:s,remove:o-s,insert:r}}function to(t,e){let r=[];for(let{instructions:n}of t.stages)for(let{flags:i}of n)for(let s of i){let o=t.text.slice(s.span.start,s.span.end),a=s.name==="from"?/^--from=["']?(\d+)/i.exec(o):s.name==="mount"?/[=,]["']?from=(\d+)(?=[,"']|$)/i.exec(o):null,l=a?.[1];if(a===null||l===void 0||Number(l)>=t.stages.length)continue;let c=s.span.start+a.index+a[0].length-l.length;r.push({at:c,remove:l.length,insert:String(Number(l)+e)})}return r}var bt=class{#n;#e=[];#r=new Set;#t=[];constructor(e){this.#n=e}toolchain(e){return`crossbuild-toolchain-${this.#i(e)}`}goTool(e){let r=`crossbuild-go-${this.#i(e)}`;return this.#r.add(r),r}choice(e,r,n,i){let s=`crossbuild-base-${e.index}`,o=a=>l=>`FROM ${s}-${a} AS ${s}-${x(l).replaceAll("/","-")}`;return this.#t.push(`FROM --platform=$BUILDPLATFORM ${e.base} AS ${s}-cross`,...gt(i),`FROM ${e.base} AS ${s}-plain`,...r.map(o("cross")),...n.map(o("plain"))),`${s}-\${TARGETOS}-\${TARGETARCH}\${TARGETVARIANT:+-}\${TARGETVARIANT}`}head(e,r){let n=e.some(({decisions:a})=>a.some(({strategy:l})=>l==="cross")),s=`${[Ln({...Zs(e),files:{...this.#e.length===0?{}:ht,...n?jn:{}},...n?{settings:{CROSSBUILD_CROSS_PACKAGES:r.crossPackages.join(" ")}}:{}}),...this.#e.flatMap((a,l)=>[Dn({name:`crossbuild-toolchain-${l+1}`,base:a}),...this.#r.has(`crossbuild-go-${l+1}`)?[Pn({name:`crossbuild-go-${l+1}`,base:a})]:[]]),...this.#t.length===0?[]:[this.#t.join(`
`)]].map(a=>a.trimEnd()).join(`

`)}

`,o=(s.match(/^FROM /gm)??[]).length;return{text:s,count:o,note:`(and ${o} stages before the first FROM that make the tools: ${s.split(`
`).length-1} lines)`}}#i(e){let r=this.#n.stages[e]?.base??"",n=this.#e.indexOf(r);return n>=0?n+1:this.#e.push(r)}};function yc(t,e){let r=tn(e.dockerfile.text),n=no(e),s=(t.platforms.length>0?t.platforms:n.slice(0,1)).map(l=>ro(r,l,n,t,e)),o=s.map(l=>({platform:l.platform,decisions:vn(l,Wn(t,l.platform),{nodes:n,bases:e.bases,...e.noEmulator===void 0?{}:{noEmulator:e.noEmulator}})}));io(t,o,n);let a=Vn(r,o,{crossPackages:t.crossPackages});return{platforms:o.map(so),dockerfile:a,handovers:Sn(s,a.text,a.insertedStages),emulators:oo(t,o,n),notes:[]}}function no(t){let e=t.builder?.nodes.flatMap(({platforms:r})=>r.slice(0,1))??[];return e.length>0?e:[t.engine?.platform??t.host]}function ro(t,e,r,n,i){let s=r.find(o=>Te(o,e))??r[0]??i.host;return mn(t,{platform:e,buildPlatform:s,buildArgs:Object.fromEntries(n.buildArgs.map(o=>P(o)).flatMap(({key:o,value:a})=>a===void 0?[]:[[o,a]])),contexts:Object.fromEntries(Object.entries(n.buildContexts).map(([o,a])=>[o.toLowerCase(),a])),baseEnv:Object.fromEntries(Object.entries(i.bases).map(([o,{env:a}])=>[o,a])),...n.target===void 0?{}:{target:n.target}})}function Wn({strategy:t},e){return t.byPlatform[x(e)]??t.all}function io(t,e,r){let n=e.filter(({platform:i,decisions:s})=>Wn(t,i)==="native"&&s.some(({strategy:o})=>o!=="native")).map(({platform:i})=>({input:"strategy",what:`${x(i)} cannot be built natively`,why:`the builder has ${r.map(x).join(", ")}`,instead:`add a node with append, or write ${x(i)}=auto`}));if(n.length>0)throw new D(n)}var Jn={accelerate:3,cross:2,emulate:1,native:0};function so({platform:t,decisions:e}){let r=e.reduce((n,i)=>n===void 0||Jn[i.strategy]>Jn[n.strategy]?i:n,void 0);return{platform:x(t),strategy:r?.strategy??"native",because:r===void 0?"it has no stage":e.length===1||r.strategy==="native"?r.because:`${r.stage}: ${r.because}`,stages:e.map(({index:n,stage:i,strategy:s,because:o})=>({index:n,stage:i,strategy:s,because:o}))}}function oo(t,e,r){let n=e.filter(({decisions:a})=>a.some(({emulated:l})=>l)).map(({platform:a})=>a),i=t.verify==="run"?e.map(({platform:a})=>a).filter(a=>!r.some(l=>Te(l,a))):[],s=[...new Set([...n,...i].map(({architecture:a})=>a))],o=a=>a.map(x).join(", ");return n.length>0?{architectures:s,because:`steps of ${o(n)} run under emulation`}:i.length>0?{architectures:s,because:`nothing is built under emulation, but verify: run starts ${o(i)}`}:{architectures:[],because:"nothing runs under emulation"}}function _c({platforms:t,emulators:e,dockerfile:r}){return JSON.stringify({platforms:t,emulators:e,rewritten:r.changed})}function xc({platforms:t,emulators:e,dockerfile:r,notes:n}){return`${[...t.flatMap(({platform:s,strategy:o,because:a,stages:l})=>[`${s}: ${o} - ${a}`,...l.map(c=>`  ${c.stage}: ${c.strategy} - ${c.because}`)]),`emulators: ${e.architectures.join(", ")||"none"} - ${e.because}`,...n,...r.changed?["",r.diff.trimEnd()]:["","The Dockerfile is built as it is."]].join(`
`)}
`}export{$e as a,P as b,se as c,Ho as d,fr as e,Et as f,wn as g,gs as h,Le as i,tn as j,mn as k,lo as l,fo as m,la as n,yc as o,_c as p,xc as q};
