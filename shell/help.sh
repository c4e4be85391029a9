# `porchlight help`
cat <<'TEXT'
Porchlight: city ID cards that leave no list behind.

  shell/porchlight run [options]      start server, bridge and a demo printer with a demo city
                                      (--data FOLDER, --port N, --bridge-port N, --printer URI)
  shell/porchlight test [--long]      build and test everything; without --long a sample of 15 minutes
  shell/porchlight bench [bridge|server|intake]  measure bridge, server or the kiosk's page against one as
                                      it is usually built (each about five minutes); `bench custody` what an
                                      opening takes
  shell/porchlight sheet              draw every screen of the kiosk, to PNG pages in build/sheet
  shell/porchlight setup [run|test]   install and fetch what `run` (or `test` as well) needs
  shell/porchlight build [preset]     build one preset: native, wasm, asan, fuzz; none: native and wasm
  shell/porchlight package            make the Debian package of a kiosk, in build/package
  shell/porchlight tidy [--long]      clang-tidy on src; results are kept, so only changes are checked again
  shell/porchlight format [--fix]     check, or with --fix mend, the layout of the C++ files
  shell/porchlight env                print the variables that cmake --preset needs, for `eval`
  shell/porchlight help               this text

`run`, `build` and `test` set up what they need by themselves. What is fetched is kept in
$PORCHLIGHT_CACHE (else ~/.cache/porchlight), so that a second clone is quick.
TEXT
