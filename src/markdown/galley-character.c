/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-character-private.h"

/* Punctuation as libcmark has it: of ASCII all that is no letter, digit or control, beyond that the
 * categories Pc to Ps. Symbols, emoji among them, are none: g_unichar_ispunct() counts them. */
static gboolean
is_punctuation (gunichar c)
{
  if (c < 0x80)
    return g_ascii_ispunct (c);
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * galley_character_classify:
 * @c: a character
 *
 * Returns: what @c is to a delimiter beside it
 */
GalleyCharacterClass
galley_character_classify (gunichar c)
{
  if (g_unichar_isspace (c))
    return GALLEY_CHARACTER_SPACE;
  return is_punctuation (c) ? GALLEY_CHARACTER_PUNCTUATION : GALLEY_CHARACTER_OTHER;
}

/**
 * galley_character_is_cjk:
 * @c: a character
 *
 * Returns: whether @c is of Chinese, Japanese or Korean, their punctuation included: what is wide,
 *   or half of something wide, without the emoji and symbols that are wide too
 */
gboolean
galley_character_is_cjk (gunichar c)
{
  if (c < 0x1100 || (c >= 0x2300 && c < 0x2E80) || (c >= 0x1F000 && c < 0x20000))
    return FALSE;
  return g_unichar_iswide (c) || (c >= 0xFF61 && c <= 0xFFDC);
}
