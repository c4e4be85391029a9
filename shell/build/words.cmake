# The words that kiosk and desk compare (src/protocol/words.txt), turned into the lines of a C array. A target that links porchlight_generated_words includes "protocol/word_list.inc".
set(word_list_source ${PROJECT_SOURCE_DIR}/src/protocol/words.txt)
set(word_list ${CMAKE_BINARY_DIR}/generated/protocol/word_list.inc)

add_custom_command(
    OUTPUT ${word_list}
    COMMAND ${CMAKE_COMMAND} -DFROM=${word_list_source} -DTO=${word_list} -P ${CMAKE_CURRENT_LIST_DIR}/write_word_list.cmake
    DEPENDS ${word_list_source} ${CMAKE_CURRENT_LIST_DIR}/write_word_list.cmake
    COMMENT "Writing the word list"
    VERBATIM)
add_custom_target(porchlight_word_list DEPENDS ${word_list})

add_library(porchlight_generated_words INTERFACE)
add_dependencies(porchlight_generated_words porchlight_word_list)
target_include_directories(porchlight_generated_words INTERFACE ${CMAKE_BINARY_DIR}/generated)

# Everything that is generated before compiling: clang-tidy, which compiles nothing, needs it there. A folder that
# generates headers adds its target with add_dependencies(porchlight_generated ...).
add_custom_target(porchlight_generated)
add_dependencies(porchlight_generated porchlight_word_list)
