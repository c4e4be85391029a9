#!/usr/bin/env python3
"""Draws the art of the Lakehaven card (lakehaven-front.svg, -back.svg, -back-plain.svg), in millimetres of ID-1.

Run it in this folder after a change: python3 draw.py. Text is not drawn here: the bridge fills the rectangles of
the group "boxes" (see README.md). What carries a class such as fill-deep takes its colour from the template.
"""
import math

WIDTH, HEIGHT = 85.6, 53.98
PAPER, TEAL, DEEP, LAMP, GLOW, INK = "#FFFBF5", "#0B4F6C", "#083A50", "#F2A541", "#FFC857", "#1B2430"


def number(value):
    return f"{value:.3f}".rstrip("0").rstrip(".")


def path(points, closed=False):
    """A smooth curve through points (Catmull-Rom as cubic Béziers), in relative hundredths: the files stay small."""
    count = len(points)

    def at(i):
        return points[i % count] if closed else points[min(max(i, 0), count - 1)]

    def grid(value):
        return round(value * 100)

    px, py = grid(points[0][0]), grid(points[0][1])
    out = [f"M{number(px / 100)} {number(py / 100)}"]
    for i in range(count if closed else count - 1):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = at(i - 1), at(i), at(i + 1), at(i + 2)
        curve = (x1 + (x2 - x0) / 6, y1 + (y2 - y0) / 6, x2 - (x3 - x1) / 6, y2 - (y3 - y1) / 6, x2, y2)
        steps = [grid(v) - (py if k % 2 else px) for k, v in enumerate(curve)]
        out.append("c" + short(steps))
        px, py = px + steps[4], py + steps[5]
    return "".join(out) + ("Z" if closed else "")


def short(hundredths):
    """Numbers of an SVG path with nothing between them that can be left out."""
    text = ""
    for value in hundredths:
        part = number(value / 100).replace("0.", ".") if abs(value) < 100 else number(value / 100)
        text += part if part.startswith("-") or not text else " " + part
    return text


def line(d, colour, width, opacity, name=None):
    of = f' class="stroke-{name}"' if name else ""
    return f'<path{of} d="{d}" stroke="{colour}" stroke-width="{number(width)}" stroke-opacity="{number(opacity)}"/>'


def mix(a, b, part):
    pairs = [(int(a[i:i + 2], 16), int(b[i:i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(x + (y - x) * part):02X}" for x, y in pairs)


def rosette(cx, cy, petals, inner, outer, rings, depth, colours, width, opacity):
    """Rings of light around a lamp: each a circle that swings with the petals, turned a little from the last."""
    out = []
    for ring in range(rings):
        part = ring / (rings - 1)
        radius = inner + (outer - inner) * part ** 1.15
        points = []
        steps = petals * 4
        for step in range(steps):
            angle = 2 * math.pi * step / steps
            swing = math.cos(petals * angle + math.pi * ring) * depth * (0.35 + 0.65 * part)
            swing += math.cos(2 * petals * angle) * depth * 0.22 * part
            r = radius + swing
            points.append((cx + r * math.cos(angle), cy + r * math.sin(angle)))
        fade = opacity * (1 - 0.72 * part)
        out.append(line(path(points, True), mix(*colours, part), width, fade))
    return out


def star(cx, cy, petals, turns, radius, depth, count, colour, width, opacity, name=None):
    """A guilloche ring: one curve that winds about a circle, drawn several times out of phase."""
    out = []
    for k in range(count):
        points = []
        steps = petals * 4
        for step in range(steps):
            angle = 2 * math.pi * step / steps
            r = radius + depth * math.sin(petals * angle + 2 * math.pi * k / count) * math.cos(turns * angle)
            points.append((cx + r * math.cos(angle), cy + r * math.sin(angle)))
        out.append(line(path(points, True), colour, width, opacity, name))
    return out


def waves(x0, x1, y, height, length, count, colours, width, opacity):
    """Water: sine lines out of phase, swelling and thinning along their way."""
    out = []
    for k in range(count):
        part = k / max(count - 1, 1)
        points = []
        steps = int((x1 - x0) / length * 5)
        for step in range(steps + 1):
            x = x0 + (x1 - x0) * step / steps
            swell = 0.55 + 0.45 * math.sin(2 * math.pi * x / (length * 4.3) + part * math.pi)
            points.append((x, y + height * swell * math.sin(2 * math.pi * (x / length + part))))
        out.append(line(path(points), mix(*colours, part), width, opacity, "bright"))
    return out


def mark(cx, cy, size):
    """The city's mark: a porch lamp alight above water, in a ring. Size: the ring's outer diameter."""
    s = size / 20
    rays = []
    for angle in range(-75, 76, 25):
        a = math.radians(angle - 90)
        rays.append(f"M{number(6.7 * math.cos(a))} {number(-1.1 + 6.7 * math.sin(a))}"
                    f"L{number(8.1 * math.cos(a))} {number(-1.1 + 8.1 * math.sin(a))}")
    return [
        f'<g transform="translate({number(cx)} {number(cy)}) scale({number(s)})">',
        f'<circle r="10" fill="{PAPER}"/><circle class="fill-deep" r="9.2" fill="{DEEP}"/>',
        '<circle cy="-1.1" r="7.6" fill="url(#lamplight)"/>',
        f'<path d="{"".join(rays)}" fill="none" stroke="{GLOW}" stroke-width="0.55" stroke-linecap="round"/>',
        f'<path d="M0-6.3V-5.2M-1.1-5.2H1.1L3.2-3.2H-3.2Z" fill="{PAPER}" stroke="{PAPER}" stroke-width="0.7" '
        'stroke-linejoin="round"/>',
        f'<path d="M-2.7-2.7H2.7L2 2.3H-2Z" fill="{GLOW}" stroke="{PAPER}" stroke-width="0.6" stroke-linejoin="round"/>',
        f'<path d="M0-1.7C1.2-.4 1.2.8 0 1.5C-1.2.8-1.2-.4 0-1.7Z" fill="#FFFFFF"/>',
        f'<path d="M-2.5 2.9H2.5" stroke="{PAPER}" stroke-width="1" stroke-linecap="round"/>',
        f'<path d="M-6.4 5.1Q-4.8 4-3.2 5.1T0 5.1T3.2 5.1T6.4 5.1M-4.6 6.9Q-3.1 5.8-1.6 6.9T1.5 6.9T4.6 6.9" '
        f'fill="none" stroke="{PAPER}" stroke-width="0.75" stroke-linecap="round"/>',
        "</g>",
    ]


def head(title):
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">',
        f"<title>{title}</title>",
        "<defs>",
        f'<linearGradient id="paper" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#FFFFFF"/>'
        f'<stop offset=".55" stop-color="{PAPER}"/><stop offset="1" stop-color="#FFEFD6"/></linearGradient>',
        f'<linearGradient id="band" x1="0" y1="0" x2="1" y2="0"><stop class="stop-deep" offset="0" stop-color="{DEEP}"/>'
        f'<stop class="stop-accent" offset=".6" stop-color="{TEAL}"/>'
        f'<stop class="stop-bright" offset="1" stop-color="#12678B"/></linearGradient>',
        f'<radialGradient id="lamplight"><stop offset="0" stop-color="{GLOW}" stop-opacity=".75"/>'
        f'<stop offset="1" stop-color="{GLOW}" stop-opacity="0"/></radialGradient>',
        f'<radialGradient id="halo"><stop offset="0" stop-color="#FFE0A3" stop-opacity=".95"/>'
        f'<stop offset=".45" stop-color="#FFE9C4" stop-opacity=".55"/>'
        f'<stop offset="1" stop-color="#FFF3DE" stop-opacity="0"/></radialGradient>',
    ]


def boxes(named):
    out = ['<g id="boxes" fill="none">']
    for name, (x, y, w, h) in named.items():
        out.append(f'<rect id="{name}" x="{x}" y="{y}" width="{w}" height="{h}"/>')
    return out + ["</g>", "</svg>"]


def band_light(cy):
    """Rings of light at the band's end."""
    out = []
    for petals, radius, depth, count, width, opacity in ((40, 9.5, 3.4, 6, 0.08, 0.34), (64, 18, 3.6, 6, 0.075, 0.26),
                                                         (88, 27, 3.8, 5, 0.07, 0.18)):
        out += star(79, cy, petals, 0, radius, depth, count, "#7CC0DE", width, opacity, "line")
    return out


def front():
    band = 12.4
    out = head("Front of the Lakehaven City Card")
    out += [
        f'<clipPath id="below"><rect y="{band}" width="{WIDTH}" height="{HEIGHT}"/></clipPath>',
        f'<clipPath id="inband"><rect width="{WIDTH}" height="{band}"/></clipPath>',
        "</defs>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#paper)"/>',
        '<g clip-path="url(#below)"><circle cx="72" cy="31" r="34" fill="url(#halo)"/>',
        '<g fill="none">',
    ]
    out += rosette(72, 31, 18, 2.2, 46, 46, 0.95, (LAMP, "#D9B98A"), 0.085, 0.62)
    out += star(72, 31, 36, 0, 9.4, 2.6, 5, LAMP, 0.08, 0.5)
    out += star(72, 31, 60, 0, 18.6, 3.1, 5, "#E3A552", 0.075, 0.34)
    out += waves(-1, WIDTH + 1, 51.4, 0.95, 9.4, 9, ("#5E9DB8", TEAL), 0.085, 0.42)
    out += ["</g></g>"]
    out += [f'<rect width="{WIDTH}" height="{band}" fill="url(#band)"/>', '<g clip-path="url(#inband)" fill="none">']
    out += band_light(6.2)
    out += ["</g>", f'<rect y="{band}" width="{WIDTH}" height="0.55" fill="{LAMP}"/>']
    out += mark(10, 6.2, 9.6)
    out += [
        # The photo's mount: a warm edge, and a hairline of ink that holds light portraits together.
        f'<rect x="4.2" y="15.8" width="25.8" height="32.8" rx="1.9" fill="#FFFFFF"/>',
        f'<rect x="4.2" y="15.8" width="25.8" height="32.8" rx="1.9" fill="none" stroke="{LAMP}" stroke-width="0.3"/>',
    ]
    out += boxes({
        "city": (16.4, 2.1, 50, 5.2),
        "title": (16.4, 7.3, 50, 3.2),
        "photo": (4.6, 16.2, 25, 32),
        "name-label": (33.4, 15.25, 47.8, 3),
        "name": (33.4, 18.3, 48, 13.6),
        "dob-label": (33.4, 32.65, 22.5, 3),
        "dob": (33.4, 35.5, 22.5, 4.4),
        "expires-label": (57.6, 32.65, 24, 3),
        "expires": (57.6, 35.5, 24, 4.4),
        "number-label": (33.4, 40.95, 30, 3),
        "number": (33.4, 43.8, 32, 4.4),
        "gender-label": (67.4, 40.95, 14.2, 3),
        "gender": (67.4, 43.8, 14.2, 4.4),
        "marker-veteran": (4.6, 49.75, 25, 2.8),
    })
    return out


def back(title, light, mount, named):
    """light: where the lamp's rings have their middle. mount: the white ground of the code."""
    band = 7
    cx, cy = light
    x, y, side = mount
    out = head(title)
    out += [
        f'<clipPath id="below"><rect y="{band}" width="{WIDTH}" height="{HEIGHT}"/></clipPath>',
        f'<clipPath id="inband"><rect width="{WIDTH}" height="{band}"/></clipPath>',
        "</defs>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#paper)"/>',
        f'<g clip-path="url(#below)"><circle cx="{cx}" cy="{cy - 11}" r="36" fill="url(#halo)"/>',
        '<g fill="none">',
    ]
    out += rosette(cx, cy, 20, 3, 60, 50, 0.9, (LAMP, "#D9B98A"), 0.08, 0.5)
    out += star(cx, cy, 60, 0, 16, 3.0, 5, "#E3A552", 0.075, 0.3)
    out += ["</g></g>"]
    out += [f'<rect width="{WIDTH}" height="{band}" fill="url(#band)"/>', '<g clip-path="url(#inband)" fill="none">']
    out += band_light(3.5)
    out += ["</g>", f'<rect y="{band}" width="{WIDTH}" height="0.55" fill="{LAMP}"/>']
    out += [
        f'<rect x="{x}" y="{y}" width="{side}" height="{side}" rx="1.9" fill="#FFFFFF" stroke="{LAMP}" '
        'stroke-width="0.3"/>',
    ]
    return out + boxes(named)


def back_with_services():
    left, right, wide = 4.2, 33.4, 48.4
    named = {"city": (left, 1.4, 60, 4.2), "code": (5.2, 10.8, 25.2, 25.2)}
    named.update({
        "check": (left, 38.2, 27.2, 2.8),
        "check-at": (left, 40.9, 27.2, 3.2),
        "found": (left, 45, 27.2, 7.6),
    })
    for place, y in ((1, 9.3), (2, 19.7)):
        named[f"service-{place}-name"] = (right, y, 20, 2.8)
        named[f"service-{place}-number"] = (right + 20.4, y, wide - 20.4, 2.8)
        named[f"service-{place}"] = (right, y + 3, wide, 6.2)
    named.update({
        "service-3-name": (57, 30.3, 24.8, 2.8),
        "service-3": (67, 33.3, 14.8, 14.8),
        "service-3-number": (57, 48.4, 24.8, 2.8),
        "emergency-label": (right, 30.3, 23, 2.8),
        "emergency": (right, 33, 31.6, 5.6),
        "note-label": (right, 39.3, 31.6, 2.8),
        "note": (right, 42, 31.6, 5.6),
        "marker-donor": (right + 1.1, 48.9, 22, 2.8),
    })
    return back("Back of the Lakehaven City Card", (74, 56), (left, 9.8, 27.2), named)


def back_plain():
    left, right, wide = 4.6, 42.2, 39.2
    named = {
        "city": (left, 1.4, 60, 4.2),
        "code": (6.1, 12.5, 30, 30),
        "check": (right, 11.4, wide, 2.8),
        "check-at": (right, 14.2, wide, 4.6),
        "scan": (right, 19.6, wide, 8.4),
        "emergency-label": (right, 29, wide, 2.8),
        "emergency": (right, 31.7, wide, 6),
        "note-label": (right, 38.4, wide, 2.8),
        "note": (right, 41.1, wide, 6),
        "marker-donor": (left, 45.6, 33, 2.8),
        "found": (left, 49.2, 76.4, 3),
    }
    return back("Back of the Lakehaven City Card, without services", (63, 56), (left, 11, 33), named)


if __name__ == "__main__":
    for name, lines in (("front", front()), ("back", back_with_services()), ("back-plain", back_plain())):
        with open(f"lakehaven-{name}.svg", "w", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")
