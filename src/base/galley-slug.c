/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-slug.h"

#include <string.h>

/* Longer ones are cut: 255 bytes is what file systems allow a name. */
#define MAX_SLUG_BYTES 120

static const char *
plain_latin (gunichar c)
{
  switch (c)
    {
    case 0xdf:
      return "ss";
    case 0xe6:
      return "ae";
    case 0xf0:
    case 0x111:
      return "d";
    case 0xf8:
      return "o";
    case 0xfe:
      return "th";
    case 0x131:
      return "i";
    case 0x142:
      return "l";
    case 0x153:
      return "oe";
    default:
      return NULL;
    }
}

static gboolean
is_latin_mark (gunichar c)
{
  return c >= 0x300 && c <= 0x36f;
}

/* The punctuation outside of ASCII that titles have most: U+2013 to U+2026. */
static gboolean
is_general_punctuation (const char *p)
{
  return (guchar) p[0] == 0xe2 && (guchar) p[1] == 0x80 && (guchar) p[2] >= 0x93 &&
         (guchar) p[2] <= 0xa6;
}

/* The slug of a text of ASCII and such punctuation alone, without what others take. Returns:
 * (nullable) (transfer full): %NULL where it has anything else */
static char *
slug_from_plain_text (const char *text)
{
  g_autoptr (GString) slug = g_string_sized_new (MAX_SLUG_BYTES);
  gboolean gap = FALSE;
  gboolean full = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if ((guchar) *p >= 0x80 && !is_general_punctuation (p))
        return NULL;
      if (*p == '\'')
        continue;
      if (!g_ascii_isalnum (*p))
        {
          gap = gap || (guchar) *p < 0x80 || (guchar) p[2] != 0x99;
          p += (guchar) *p >= 0x80 ? 2 : 0;
          continue;
        }
      full = full || slug->len + 8 > MAX_SLUG_BYTES;
      if (full)
        continue;
      if (gap && slug->len > 0)
        g_string_append_c (slug, '-');
      gap = FALSE;
      g_string_append_c (slug, g_ascii_tolower (*p));
    }
  return g_string_free (g_steal_pointer (&slug), FALSE);
}

/**
 * galley_slug_from_text:
 * @text: UTF-8, a title for instance
 *
 * Makes the part of an address that stands for @text: lower case, Latin letters without their
 * marks, letters and digits of other scripts as they are (NFC), one hyphen for each run of anything
 * else, apostrophes left out; at most 120 bytes. A text with no letter and no digit gives
 * an empty string.
 *
 * Returns: (transfer full): the slug
 */
char *
galley_slug_from_text (const char *text)
{
  char *plain_slug = slug_from_plain_text (text);
  g_autofree char *folded = plain_slug == NULL ? g_utf8_strdown (text, -1) : NULL;
  g_autofree char *apart =
      plain_slug == NULL ? g_utf8_normalize (folded, -1, G_NORMALIZE_NFKD) : NULL;
  g_autoptr (GString) slug = NULL;
  gboolean gap = FALSE;
  gboolean latin = FALSE;

  if (plain_slug != NULL)
    return plain_slug;
  slug = g_string_new (NULL);
  if (apart == NULL)
    return g_strdup ("");

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *plain = plain_latin (c);

      if (c == '\'' || c == 0x2019 || (is_latin_mark (c) && latin))
        continue;
      if (plain == NULL && !g_unichar_isalnum (c) && !g_unichar_ismark (c))
        {
          gap = TRUE;
          latin = FALSE;
          continue;
        }
      if (slug->len + 8 > MAX_SLUG_BYTES)
        break;
      if (gap && slug->len > 0)
        g_string_append_c (slug, '-');
      gap = FALSE;
      if (!g_unichar_ismark (c))
        latin = g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN;
      if (plain != NULL)
        g_string_append (slug, plain);
      else
        g_string_append_unichar (slug, g_unichar_tolower (c));
    }
  return g_utf8_normalize (slug->str, -1, G_NORMALIZE_NFC);
}

/**
 * galley_slug_is_valid:
 * @slug: UTF-8
 *
 * Returns: %TRUE where @slug can stand as one folder of an address on every file system: not empty,
 *   no slash, backslash, colon or control character, no leading dot, at most 255 bytes
 */
gboolean
galley_slug_is_valid (const char *slug)
{
  gsize length = strlen (slug);

  if (length == 0 || length > 255 || slug[0] == '.' || !g_utf8_validate (slug, length, NULL))
    return FALSE;
  for (const char *p = slug; *p != '\0'; p++)
    if ((unsigned char) *p < 0x20 || *p == 0x7f || strchr ("/\\:*?\"<>|#%", *p) != NULL)
      return FALSE;
  return TRUE;
}

/* Names that Windows keeps for devices, whatever ending they have. */
static gboolean
is_device (const char *slug)
{
  static const char *const devices[] = { "con", "prn", "aux", "nul", NULL };
  g_autofree char *stem = g_strndup (slug, strcspn (slug, "."));

  return g_strv_contains (devices, stem) ||
         (strlen (stem) == 4 &&
          (g_str_has_prefix (stem, "com") || g_str_has_prefix (stem, "lpt")) &&
          g_ascii_isdigit (stem[3]));
}

/* Whether an address keeps @slug as it is: letters, digits and what stands between words. */
static gboolean
is_plain (const char *slug)
{
  gsize n = strlen (slug);

  if (n == 0 || n > MAX_SLUG_BYTES || strchr ("-_.~", slug[0]) != NULL || slug[n - 1] == '.')
    return FALSE;
  for (const char *p = slug; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c) &&
          (c > 0x7e || strchr ("-_.~", (char) c) == NULL))
        return FALSE;
    }
  return TRUE;
}

/**
 * galley_slug_from_name:
 * @name: UTF-8: what another program calls a text by: a slug, a part of an address, a file's name
 *
 * Makes the part of an address that stands for @name on every host and in every file system: in
 * small letters and NFC, so that two that differ are never one; percent signs decoded; kept as it
 * is where that can be, else as galley_slug_from_text() has it; never a name that Windows keeps to
 * itself, one that GitHub's pages leave out, or one that ends in a dot.
 *
 * Returns: (transfer full): the slug, "" where @name has no letter and no digit
 */
char *
galley_slug_from_name (const char *name)
{
  g_autofree char *unescaped = g_uri_unescape_string (name, NULL);
  const char *given = unescaped != NULL && g_utf8_validate (unescaped, -1, NULL) ? unescaped : name;
  g_autofree char *lower = g_utf8_strdown (given, -1);
  g_autofree char *slug = g_utf8_normalize (lower, -1, G_NORMALIZE_NFC);

  if (slug == NULL || !is_plain (slug))
    {
      g_free (slug);
      slug = galley_slug_from_text (given);
    }
  return is_device (slug) ? g_strconcat (slug, "-text", NULL) : g_steal_pointer (&slug);
}
