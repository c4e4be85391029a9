# Our own libraries and programs: one target a folder, warnings as errors, headers included as "base/bytes.h".

add_library(porchlight_warnings INTERFACE)
target_compile_options(porchlight_warnings INTERFACE -Wall -Wextra -Wconversion -Wshadow -Werror)

# Natively: a bug that gets past the tests ends the process instead of going on.
add_library(porchlight_hardening INTERFACE)
if(NOT EMSCRIPTEN)
    target_compile_definitions(porchlight_hardening INTERFACE _GLIBCXX_ASSERTIONS)
    target_compile_options(porchlight_hardening INTERFACE -fstack-protector-strong)
    target_link_options(porchlight_hardening INTERFACE -Wl,-z,relro,-z,now)
    if(NOT PORCHLIGHT_SANITIZE)
        target_compile_options(porchlight_hardening INTERFACE $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE>
            $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=2>)
    endif()
endif()

function(porchlight_own_code target)
    target_compile_features(${target} PUBLIC cxx_std_23)
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(${target} PRIVATE porchlight_warnings porchlight_hardening)
endfunction()

# porchlight_add_library(<target> SOURCES <file>... [PUBLIC <target>...] [PRIVATE <target>...])
function(porchlight_add_library target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;PUBLIC;PRIVATE")
    add_library(${target} STATIC ${arg_SOURCES})
    porchlight_own_code(${target})
    target_link_libraries(${target} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
endfunction()

# porchlight_add_program(<name> SOURCES <file>... [LIBS <target>...]): into <build>/bin.
function(porchlight_add_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBS")
    add_executable(${name} ${arg_SOURCES})
    porchlight_own_code(${name})
    target_link_libraries(${name} PRIVATE ${arg_LIBS})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
endfunction()
