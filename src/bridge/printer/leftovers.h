// Jobs that a printer still has and that nobody follows any more: given up when it fell silent, or left by a bridge
// that was stopped. Somebody looked into the tray since, and a card that comes of one of them now is one too many: so
// they are taken back. One thread at a time; calls block.
#pragma once

#include "bridge/printer/address.h"

#include <chrono>
#include <vector>

namespace porchlight::bridge {

enum class TakenBack {
    kAll,         // no card comes of any of them
    kOnePrinted,  // one was quicker: its card may lie in the tray
    kNot,         // the printer still has one, or does not answer
};

class Leftovers {
public:
    // is_ours_alone: a printer of this machine, whose jobs of our name are ours. Of another, which may be another
    // kiosk's too, only those are taken back that were given up in this run.
    Leftovers(IppAddress address, bool is_ours_alone, std::chrono::seconds patience);

    void add(int job) { m_given_up.push_back(job); }
    TakenBack take_back();

private:
    IppAddress m_address;
    bool m_is_ours_alone;
    std::chrono::seconds m_patience;
    std::vector<int> m_given_up;
};

}  // namespace porchlight::bridge
