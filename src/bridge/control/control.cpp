#include "bridge/control/control.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <memory>

#include <sys/stat.h>

namespace porchlight::bridge {
namespace {

using asio::local::stream_protocol;

constexpr std::size_t kMaxLine = 512;

asio::awaitable<void> answer(stream_protocol::socket socket, std::shared_ptr<const ControlWords> words) {
    boost::system::error_code failed;
    std::string line;
    co_await asio::async_read_until(socket, asio::dynamic_buffer(line, kMaxLine), '\n',
                                    asio::redirect_error(asio::use_awaitable, failed));
    const auto word = words->find(line.substr(0, line.find('\n')));
    if (failed || word == words->end())
        co_return;
    const std::string reply = word->second() + "\n";
    co_await asio::async_write(socket, asio::buffer(reply), asio::redirect_error(asio::use_awaitable, failed));
}

asio::awaitable<void> accept_all(stream_protocol::acceptor acceptor, std::shared_ptr<const ControlWords> words) {
    for (;;) {
        boost::system::error_code failed;
        auto socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, failed));
        if (!failed)
            asio::co_spawn(acceptor.get_executor(), answer(std::move(socket), words), asio::detached);
    }
}

std::optional<stream_protocol::endpoint> endpoint_of(const std::filesystem::path& path) {
    // sun_path of sockaddr_un, with its terminator.
    constexpr std::size_t kMaxPath = 107;
    const auto text = path.string();
    if (text.size() > kMaxPath)
        return std::nullopt;
    return stream_protocol::endpoint(text);
}

}  // namespace

bool serve_control(const asio::any_io_executor& executor, const std::filesystem::path& path, ControlWords words) {
    const auto where = endpoint_of(path);
    if (!where)
        return false;
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    boost::system::error_code failed;
    stream_protocol::acceptor acceptor(executor);
    acceptor.open(where->protocol(), failed);
    if (!failed)
        acceptor.bind(*where, failed);
    if (failed || ::chmod(path.c_str(), 0600) != 0)
        return false;
    acceptor.listen(asio::socket_base::max_listen_connections, failed);
    if (failed)
        return false;
    auto shared = std::make_shared<const ControlWords>(std::move(words));
    asio::co_spawn(executor, accept_all(std::move(acceptor), std::move(shared)), asio::detached);
    return true;
}

std::optional<std::string> ask_control(const std::filesystem::path& path, const std::string& word) {
    const auto where = endpoint_of(path);
    if (!where)
        return std::nullopt;
    asio::io_context context;
    boost::system::error_code failed;
    stream_protocol::socket socket(context);
    socket.connect(*where, failed);
    if (!failed)
        asio::write(socket, asio::buffer(word + "\n"), failed);
    std::string line;
    if (!failed)
        asio::read_until(socket, asio::dynamic_buffer(line, kMaxLine), '\n', failed);
    if (failed || line.empty())
        return std::nullopt;
    line.pop_back();
    return line;
}

}  // namespace porchlight::bridge
