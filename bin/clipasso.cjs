#!/usr/bin/env node
'use strict';
// Old syntax only: a Node.js that is too old must be able to read this far, to say so.
var wanted = require('../package.json').engines.node.replace('>=', '').split('.').map(Number);
var actual = process.versions.node.split('.').map(Number);

if (actual[0] < wanted[0] || (actual[0] === wanted[0] && actual[1] < wanted[1])) {
  process.stderr.write(
    'clipasso: Node.js ' +
      wanted.join('.') +
      ' or newer is needed, and this is ' +
      process.versions.node +
      '; install it from nodejs.org\n'
  );
  process.exitCode = 1;
} else {
  import('../dist/cli.js').catch(function (error) {
    var unbuilt = error.code === 'ERR_MODULE_NOT_FOUND' && /dist[/\\]cli\.js/.test(error.message);
    var full = error.code === 'EMFILE' || error.code === 'ENFILE';
    var reason = unbuilt
      ? 'it is not built yet: npm run build'
      : full
        ? 'too many files are open; raise the limit (ulimit -n 1024)'
        : 'it cannot be loaded: ' + String(error.message).split('\n')[0] + '; install it again';
    process.stderr.write('clipasso: ' + reason + '\n');
    process.exitCode = 1;
  });
}
