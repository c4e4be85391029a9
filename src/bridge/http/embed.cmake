# Writes a text file as a raw string literal of C++, to be included: cmake -DIN=… -DOUT=… -P embed.cmake
file(READ ${IN} text)
file(WRITE ${OUT} "R\"porchlight(${text})porchlight\"\n")
