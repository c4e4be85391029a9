# Catch2, from its one-file form, with its main(). The installed headers are the separate ones, which compile
# three times faster than the one-file header; that one is there too.
source_folder(source catch2)

set(CATCH_CONFIG_DEFAULT_REPORTER console)
set(CATCH_CONFIG_CONSOLE_WIDTH 80)
configure_file(${source}/src/catch2/catch_user_config.hpp.in
    ${CMAKE_CURRENT_BINARY_DIR}/include/catch2/catch_user_config.hpp)

add_library(catch2 STATIC ${source}/extras/catch_amalgamated.cpp)
target_include_directories(catch2 PRIVATE ${source}/extras)
if(EMSCRIPTEN)
    target_compile_options(catch2 PRIVATE -fwasm-exceptions -O1)
endif()
install(TARGETS catch2)
install(DIRECTORY ${source}/src/catch2 DESTINATION include FILES_MATCHING PATTERN "*.hpp")
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/include/catch2/catch_user_config.hpp
    ${source}/extras/catch_amalgamated.hpp DESTINATION include/catch2)
