# Tests and fuzzers. shell/test.sh counts Catch2's test cases from the JSON report of each program.
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/test-results)

# porchlight_add_test(<name> SOURCES <file>... [LIBS <target>...] [TIMEOUT <seconds>] [ENVIRONMENT <NAME=value>...] [LONG])
#
# One program of Catch2 tests, run as a whole by CTest in the root of the repository (which PORCHLIGHT_ROOT names
# too). LONG: only `test --long` runs it. Under WASM it runs in node, with the disk as it is.
function(porchlight_add_test name)
    if(NOT PORCHLIGHT_TESTS)
        return()
    endif()
    cmake_parse_arguments(PARSE_ARGV 1 arg "LONG" "TIMEOUT" "SOURCES;LIBS;ENVIRONMENT")
    add_executable(${name} ${arg_SOURCES})
    porchlight_own_code(${name})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE ${arg_LIBS} dep::catch2)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    if(EMSCRIPTEN)
        # Catch2 throws; our libraries do not, so they are the very ones that the page links.
        target_compile_options(${name} PRIVATE -fwasm-exceptions)
        target_link_options(${name} PRIVATE -fwasm-exceptions -sSUPPORT_LONGJMP=wasm -sENVIRONMENT=node
            -sALLOW_MEMORY_GROWTH=1 -sSTACK_SIZE=1MB -sEXIT_RUNTIME=1 -sNODERAWFS=1 -O1
            --pre-js=${PROJECT_SOURCE_DIR}/shell/build/node_environment.js -sEXPORTED_RUNTIME_METHODS=ENV)
    endif()

    set(leaks "")
    if(PORCHLIGHT_SANITIZE)
        set(leaks "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/leaks.supp:print_suppressions=0;")
    endif()
    add_test(NAME ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
        COMMAND ${name} --reporter console --reporter json::out=${CMAKE_BINARY_DIR}/test-results/${name}.json)
    get_filename_component(folder ${CMAKE_CURRENT_SOURCE_DIR} NAME)
    set(labels ${folder})
    if(arg_LONG)
        list(APPEND labels long)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    set_tests_properties(${name} PROPERTIES LABELS "${labels}" TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "PORCHLIGHT_ROOT=${PROJECT_SOURCE_DIR};PORCHLIGHT_BUILD=${CMAKE_BINARY_DIR};${leaks}${arg_ENVIRONMENT}")
endfunction()

# porchlight_add_fuzzer(<name> SOURCES <file>... [LIBS <target>...] [CORPUS <folder>])
#
# A libFuzzer program (LLVMFuzzerTestOneInput) of the preset `fuzz`; elsewhere nothing. tests/fuzz/run-fuzz.sh
# builds and runs them, each from its corpus.
function(porchlight_add_fuzzer name)
    if(NOT PORCHLIGHT_FUZZ)
        return()
    endif()
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "CORPUS" "SOURCES;LIBS")
    add_executable(${name} ${arg_SOURCES})
    porchlight_own_code(${name})
    target_link_libraries(${name} PRIVATE ${arg_LIBS})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzzers)
    if(arg_CORPUS)
        get_filename_component(corpus ${arg_CORPUS} ABSOLUTE)
        file(WRITE ${CMAKE_BINARY_DIR}/fuzzers/${name}.corpus ${corpus})
    endif()
endfunction()
