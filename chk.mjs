import fs from 'node:fs'; import { createRequire } from 'node:module'
const { parse } = createRequire('/work/main/package.json')('yaml')
for (const d of fs.readdirSync('/work/main/content')) { const fm=parse(fs.readFileSync(`/work/main/content/${d}/fr.md`,'utf8').split('---\n')[1]); console.log(d,fm.questions.length,new Set(fm.questions).size,fm.keywords.length,[...fm.questions,...fm.keywords].every(x=>typeof x==='string'))}
