# Debian's libraries, and the two that are built from source: ImGui (without back ends) and Catch2.
# What the environment names, else what this build folder was configured with before.
if(DEFINED ENV{PORCHLIGHT_LIBRARIES_NATIVE})
    set(PORCHLIGHT_LIBRARIES "$ENV{PORCHLIGHT_LIBRARIES_NATIVE}" CACHE PATH "Third-party libraries, native" FORCE)
endif()
set(PORCHLIGHT_SOURCES "$ENV{PORCHLIGHT_SOURCES}" CACHE PATH "Third-party sources")
if(NOT IS_DIRECTORY "${PORCHLIGHT_SOURCES}")
    message(FATAL_ERROR "The third-party sources are missing: build with `shell/porchlight build native`.")
endif()

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# debian_dependency(<name> <pkg-config module>...)
function(debian_dependency name)
    pkg_check_modules(${name} REQUIRED IMPORTED_TARGET GLOBAL ${ARGN})
    add_library(dep::${name} INTERFACE IMPORTED GLOBAL)
    target_link_libraries(dep::${name} INTERFACE PkgConfig::${name})
endfunction()

debian_dependency(sodium libsodium)
debian_dependency(utf8proc libutf8proc)
debian_dependency(fribidi fribidi)
debian_dependency(harfbuzz harfbuzz)
debian_dependency(freetype freetype2)
debian_dependency(sqlite sqlite3)
debian_dependency(postgres libpq)
debian_dependency(cairo cairo)
debian_dependency(pango pangocairo pangoft2 fontconfig)
debian_dependency(rsvg librsvg-2.0)
debian_dependency(turbojpeg libturbojpeg)
debian_dependency(openssl openssl)
debian_dependency(zxing zxing)
debian_dependency(pixbuf gdk-pixbuf-2.0)

# These carry no pkg-config file.
add_library(dep::cups INTERFACE IMPORTED GLOBAL)
target_link_libraries(dep::cups INTERFACE cups)
add_library(dep::zint INTERFACE IMPORTED GLOBAL)
target_link_libraries(dep::zint INTERFACE zint)

# Headers only, in the compiler's own search path.
add_library(dep::json INTERFACE IMPORTED GLOBAL)
add_library(dep::boost INTERFACE IMPORTED GLOBAL)

# Asio and Beast compiled once, not in each file that includes them: a quarter off every such file.
add_library(boost_net STATIC EXCLUDE_FROM_ALL
    ${PROJECT_SOURCE_DIR}/shell/third_party/boost_net/asio.cpp
    ${PROJECT_SOURCE_DIR}/shell/third_party/boost_net/asio_ssl.cpp
    ${PROJECT_SOURCE_DIR}/shell/third_party/boost_net/beast.cpp)
target_compile_features(boost_net PUBLIC cxx_std_23)
target_compile_definitions(boost_net PUBLIC
    BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
target_compile_options(boost_net PRIVATE -w)
target_link_libraries(boost_net PUBLIC dep::boost dep::openssl Threads::Threads)
add_library(dep::boost_net ALIAS boost_net)

# ImGui as part of the build, so that sanitizers see into it. A program brings its own windows, or none.
set(imgui_source ${PORCHLIGHT_SOURCES}/imgui-1.90.1)
add_library(imgui STATIC EXCLUDE_FROM_ALL
    ${imgui_source}/imgui.cpp
    ${imgui_source}/imgui_draw.cpp
    ${imgui_source}/imgui_tables.cpp
    ${imgui_source}/imgui_widgets.cpp
    ${PROJECT_SOURCE_DIR}/shell/third_party/imgui/item_hooks.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${PROJECT_SOURCE_DIR}/shell/third_party/imgui ${imgui_source})
target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="imgui_config.h")
target_compile_options(imgui PRIVATE -w)
add_library(dep::imgui ALIAS imgui)

# Only tests need these; they are there after `shell/porchlight setup test`.
if(PORCHLIGHT_TESTS)
    if(NOT EXISTS ${PORCHLIGHT_LIBRARIES}/complete-test)
        message(FATAL_ERROR "What the tests link is missing: run `shell/porchlight setup test`.")
    endif()
    add_library(dep::catch2 INTERFACE IMPORTED GLOBAL)
    target_include_directories(dep::catch2 SYSTEM INTERFACE ${PORCHLIGHT_LIBRARIES}/include)
    target_link_libraries(dep::catch2 INTERFACE ${PORCHLIGHT_LIBRARIES}/lib/libcatch2.a)
endif()
