/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-address.h"
#include "galley-comment.h"
#include "galley-markdown.h"
#include "galley-site.h"

GalleyDocument *
galley_render_body (GalleySite *site, const char *body, const GalleyViewpoint *viewpoint);
char *
galley_render_comment (GalleySite *site, const GalleyComment *comment, const GalleyViewpoint *from);
char *galley_render_short (GalleySite *site, const char *text, const GalleyViewpoint *viewpoint);
