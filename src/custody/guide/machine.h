// Asks this machine what surrounds the program. Main thread.
#pragma once

#include "custody/guide/surroundings.h"

namespace porchlight::custody {

Surroundings surroundings_of_machine();

}  // namespace porchlight::custody
