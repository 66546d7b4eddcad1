#!/usr/bin/env node
console.log('accord', process.version, process.argv.slice(2));
