# SDL2 by a target of our own: its configure run takes minutes under Emscripten, and we want a small part.
source_folder(source libsdl2)

set(folders
    . atomic audio cpuinfo events file libm loadso/dummy locale locale/emscripten misc misc/emscripten
    filesystem/dummy power sensor sensor/dummy haptic haptic/dummy hidapi render render/software stdlib
    thread thread/generic timer timer/unix video video/yuv2rgb video/emscripten video/dummy
    joystick joystick/dummy)
set(files)
foreach(folder IN LISTS folders)
    file(GLOB found CONFIGURE_DEPENDS ${source}/src/${folder}/*.c)
    list(APPEND files ${found})
endforeach()

add_library(SDL2 STATIC ${files})
target_include_directories(SDL2 PUBLIC ${source}/include)
target_compile_options(SDL2 PRIVATE -w -include ${CMAKE_CURRENT_SOURCE_DIR}/sdl2/porchlight_sdl_config.h)
install(TARGETS SDL2)
file(GLOB headers CONFIGURE_DEPENDS ${source}/include/*.h)
list(FILTER headers EXCLUDE REGEX "SDL_(config_(android|iphoneos|macosx|ngage|os2|pandora|win).*|test.*)\\.h$")
install(FILES ${headers} DESTINATION include/SDL2)
