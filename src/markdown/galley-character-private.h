/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What a character is to a run of "*", "_", "~" or to a quotation mark beside it: CommonMark 0.30,
 * 2.1 and 6.2. */
typedef enum
{
  GALLEY_CHARACTER_SPACE,
  GALLEY_CHARACTER_PUNCTUATION,
  GALLEY_CHARACTER_OTHER,
} GalleyCharacterClass;

GalleyCharacterClass galley_character_classify (gunichar c);
gboolean galley_character_is_cjk (gunichar c);
