#include "custody/folding.h"

#include "base/secret_bytes.h"
#include "custody/layout.h"

#include <unistd.h>

namespace porchlight::custody {

FoldingBuffer::int_type FoldingBuffer::overflow(int_type c) {
    if (traits_type::eq_int_type(c, traits_type::eof()))
        return traits_type::not_eof(c);
    const char one = traits_type::to_char_type(c);
    return xsputn(&one, 1) == 1 ? c : traits_type::eof();
}

std::streamsize FoldingBuffer::xsputn(const char* text, std::streamsize size) {
    for (std::streamsize i = 0; i < size; ++i) {
        m_line += text[i];
        if (text[i] != '\n')
            continue;
        const auto line = wrapped(m_line);
        wipe(m_line);
        const auto bytes = static_cast<std::streamsize>(line.size());
        if (m_out.sputn(line.data(), bytes) != bytes)
            return i;
    }
    return size;
}

int FoldingBuffer::sync() {
    const auto bytes = static_cast<std::streamsize>(m_line.size());
    const bool written = m_out.sputn(m_line.data(), bytes) == bytes;
    wipe(m_line);
    return written ? m_out.pubsync() : -1;
}

// Standard error flushes after each piece of a sentence; it is kept until the line is whole.
FoldedStream::FoldedStream(std::ostream& stream, int descriptor)
    : m_stream(stream), m_before(stream.rdbuf()), m_folding(*m_before) {
    if (::isatty(descriptor) != 1)
        return;
    m_stream.rdbuf(&m_folding);
    m_stream.unsetf(std::ios_base::unitbuf);
}

FoldedStream::~FoldedStream() {
    m_stream.flush();
    m_stream.rdbuf(m_before);
}

Unfolded::Unfolded(std::ostream& stream) : m_stream(stream), m_before(stream.rdbuf()) {
    if (auto* folding = dynamic_cast<FoldingBuffer*>(m_before)) {
        m_stream.flush();
        write_to(&folding->below());
    }
}

Unfolded::~Unfolded() { write_to(m_before); }

// What went wrong before stays known, which a new buffer would clear.
void Unfolded::write_to(std::streambuf* buffer) {
    const auto state = m_stream.rdstate();
    m_stream.rdbuf(buffer);
    m_stream.setstate(state);
}

}  // namespace porchlight::custody
