// What the server gave: its answer and clock, manifest, release, and the card that is drawn by them. Pure functions
// but for the renderer's; one thread.
#pragma once

#include "bridge/doctor/finding.h"
#include "bridge/link/server_look.h"
#include "bridge/operators/sample.h"
#include "bridge/release/keeper.h"

namespace porchlight::bridge {

Finding check_server(const ServerLook& look, const std::string& address);
// now: the kiosk's own clock, as all times here in seconds since 1970.
Finding check_clock(const ServerLook& look, std::int64_t now);
// refusal: of what is stored; empty if none is stored, or it is good.
Finding check_manifest(const CurrentManifest* manifest, const Refusal& refusal, std::int64_t now);
Finding check_release(const CurrentRelease* release, const Refusal& refusal);
Finding check_fonts(bool found, const std::filesystem::path& folder);
// fault: of the templates and what the programme may print (CairoRenderer::check).
Finding check_card(const std::expected<void, TemplateFault>& places, const std::expected<Sample, std::string>& sample,
                   Renderer& renderer);

}  // namespace porchlight::bridge
