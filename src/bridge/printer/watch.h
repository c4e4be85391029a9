// Looks at the printer every two seconds, on a worker, and says on the serving thread when it is another than
// before. Coroutine; must outlive its executors' work.
#pragma once

#include "bridge/printer/printer.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

namespace porchlight::bridge {

namespace asio = boost::asio;

class PrinterWatch {
public:
    PrinterWatch(Printer& printer, asio::any_io_executor worker, std::function<void()> changed)
        : m_printer(printer), m_worker(std::move(worker)), m_changed(std::move(changed)) {}

    asio::awaitable<void> run();
    const PrinterStatus& status() const { return m_status; }

private:
    Printer& m_printer;
    asio::any_io_executor m_worker;
    std::function<void()> m_changed;
    PrinterStatus m_status;
};

}  // namespace porchlight::bridge
