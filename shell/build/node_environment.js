// Linked before the program of a test: gives it the environment of the node that runs it.
Module['preRun'] = Module['preRun'] || [];
Module['preRun'].push(() => Object.assign(ENV, process.env));
