// Blocking work away from the thread that serves: a coroutine hands over a function and goes on, on its own
// executor, with what it returned.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <type_traits>
#include <utility>

namespace porchlight::bridge {

namespace asio = boost::asio;

template <class Work>
asio::awaitable<std::invoke_result_t<Work>> as_coroutine(Work work) {
    co_return work();
}

// The result must be default-constructible. The work owns what it uses: the caller may be gone when it runs.
template <class Work>
asio::awaitable<std::invoke_result_t<Work>> run_on(asio::any_io_executor worker, Work work) {
    auto coroutine = as_coroutine(std::move(work));
    co_return co_await asio::co_spawn(worker, std::move(coroutine), asio::use_awaitable);
}

}  // namespace porchlight::bridge
