# Dear ImGui with its SDL2 and OpenGL ES 3 back ends, for the page. Natively it is built without back ends, as
# part of the project (shell/build/dependencies_native.cmake), so that sanitizers see into it.
source_folder(source imgui)
add_library(imgui STATIC
    ${source}/imgui.cpp
    ${source}/imgui_draw.cpp
    ${source}/imgui_tables.cpp
    ${source}/imgui_widgets.cpp
    ${source}/backends/imgui_impl_sdl2.cpp
    ${source}/backends/imgui_impl_opengl3.cpp
    imgui/item_hooks.cpp)
target_include_directories(imgui PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/imgui ${source} ${source}/backends)
target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="imgui_config.h" PRIVATE IMGUI_IMPL_OPENGL_ES3)
target_compile_options(imgui PRIVATE -fno-exceptions -fno-rtti)
target_link_libraries(imgui PUBLIC SDL2)
install(TARGETS imgui)
install(FILES imgui/imgui_config.h ${source}/imgui.h ${source}/imconfig.h ${source}/imgui_internal.h ${source}/imstb_rectpack.h
    ${source}/imstb_textedit.h ${source}/imstb_truetype.h ${source}/backends/imgui_impl_sdl2.h
    ${source}/backends/imgui_impl_opengl3.h DESTINATION include/imgui)
