# cmake -DFROM=words.txt -DTO=word_list.inc -P write_word_list.cmake
file(STRINGS ${FROM} words)
list(LENGTH words count)
if(NOT count EQUAL 256)
    message(FATAL_ERROR "${FROM} holds ${count} words instead of 256")
endif()
list(JOIN words "\",\n\"" text)
file(WRITE ${TO} "\"${text}\"\n")
