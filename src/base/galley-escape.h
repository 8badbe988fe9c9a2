/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Escaping, named by where the text will stand. All text is UTF-8; a length of -1 means
 * nul-terminated. Safe on any thread. */

void galley_escape_html (GString *out, const char *text, gssize length);
void galley_escape_xml (GString *out, const char *text, gssize length);
void galley_escape_url (GString *out, const char *address, gssize length);
void galley_escape_path_segment (GString *out, const char *segment, gssize length);
