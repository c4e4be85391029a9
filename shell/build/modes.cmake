# What holds for the whole build: compiler cache, compile commands, sanitizers. Warnings do not belong here: they
# go by target (targets.cmake), so that third-party code is not judged by our rules.

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(PORCHLIGHT_CCACHE ccache)
if(PORCHLIGHT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${PORCHLIGHT_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${PORCHLIGHT_CCACHE})
endif()

# Sanitizers only work when everything that is linked has them.
if(PORCHLIGHT_SANITIZE)
    add_compile_options(-fsanitize=${PORCHLIGHT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${PORCHLIGHT_SANITIZE})
endif()
if(PORCHLIGHT_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

if(PORCHLIGHT_TESTS)
    enable_testing()
endif()

# Emscripten's programs for node are CommonJS, whatever package.json at the root of the repository says.
if(EMSCRIPTEN)
    file(WRITE ${CMAKE_BINARY_DIR}/package.json "{ \"type\": \"commonjs\" }\n")
endif()
