// Standard output and standard error, folded between words for whoever reads them at a terminal; a file or a pipe gets
// every byte as it was. Main thread.
#pragma once

#include <ostream>
#include <streambuf>
#include <string>

namespace porchlight::custody {

// What is written through it comes out in lines of at most kTerminalColumns where there is a space to break at. A line
// that begins with a space stays as it is, as in wrapped(). So does what is flushed before its line's end, such as a
// question: what follows begins a line, as Enter was typed in between.
class FoldingBuffer final : public std::streambuf {
public:
    explicit FoldingBuffer(std::streambuf& out) : m_out(out) {}

    std::streambuf& below() { return m_out; }

protected:
    int_type overflow(int_type c) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;

private:
    std::streambuf& m_out;
    std::string m_line;  // up to now
};

// Folds a stream while it lives, if the descriptor is a terminal.
class FoldedStream {
public:
    FoldedStream(std::ostream& stream, int descriptor);
    ~FoldedStream();
    FoldedStream(const FoldedStream&) = delete;
    FoldedStream& operator=(const FoldedStream&) = delete;

private:
    std::ostream& m_stream;
    std::streambuf* m_before;
    FoldingBuffer m_folding;
};

// Opened records are written in their own lines, and no copy of a name waits for its line's end: while this lives, a
// folded stream gives every byte as it was to what is below.
class Unfolded {
public:
    explicit Unfolded(std::ostream& stream);
    ~Unfolded();
    Unfolded(const Unfolded&) = delete;
    Unfolded& operator=(const Unfolded&) = delete;

private:
    void write_to(std::streambuf* buffer);

    std::ostream& m_stream;
    std::streambuf* m_before;
};

}  // namespace porchlight::custody
