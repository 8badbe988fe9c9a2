/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-prepare-private.h"

#include <string.h>

#include "galley-autolink-private.h"
#include "galley-character-private.h"
#include "galley-marks-private.h"

/* One pass over a text. What is before @copied stands in @out already. */
typedef struct
{
  GalleyPrepared *prepared;
  const char *text;
  gsize length;
  gsize copied;
  GString *out;          /* NULL until the first change */
  guint next_definition; /* that was not rewritten yet */
  char marker;           /* of the items that notes become */
  gboolean cjk;          /* there may be characters of Chinese, Japanese or Korean */
  gsize no_address;      /* before this, no bare address begins */
} Preparation;

/* Copies up to @upto, and goes on after @resume. */
static GString *
change (Preparation *self, gsize upto, gsize resume)
{
  if (self->out == NULL)
    self->out = g_string_sized_new (self->length + self->length / 8 + 64);
  g_string_append_len (self->out, self->text + self->copied, upto - self->copied);
  self->copied = resume;
  self->prepared->changed = TRUE;
  return self->out;
}

/* Puts a pad beside a mark where the text has a delimiter at @neighbour. */
static void
pad_before (Preparation *self, gsize neighbour)
{
  if (neighbour >= self->length || strchr ("*_~'\"", self->text[neighbour]) == NULL ||
      self->text[neighbour] == '\0')
    return;
  g_string_append_c (self->out, GALLEY_PAD);
  galley_mark_append (self->out, GALLEY_MARK_PADDED);
}

static void
pad_after (Preparation *self, gsize neighbour)
{
  if (neighbour >= self->length || strchr ("*_~'\"", self->text[neighbour]) == NULL ||
      self->text[neighbour] == '\0')
    return;
  galley_mark_append (self->out, GALLEY_MARK_PAD);
  g_string_append_c (self->out, GALLEY_PAD);
}

/* What libcmark unescapes without leaving a trace, but the extensions must know. */
static gsize
take_escape (Preparation *self, gsize at)
{
  char c = at + 1 < self->length ? self->text[at + 1] : '\0';

  if (c == '~' || c == '@' || (c == '{' && self->prepared->post) ||
      (self->prepared->smart != NULL && strchr ("\"'-.", c) != NULL && c != '\0') ||
      (c == '[' && at + 2 < self->length &&
       (self->text[at + 2] == '^' || self->text[at + 2] == ' ' || self->text[at + 2] == 'x' ||
        self->text[at + 2] == 'X')))
    {
      galley_mark_append_protected (change (self, at + 1, at + 2), c);
      pad_after (self, at + 2);
      return self->copied;
    }
  return at + (g_ascii_ispunct (c) ? 2 : 1);
}

/* Whether the address at @start is the destination of a link, or stands between "<" and ">". */
static gboolean
is_destination (const char *text, gsize start)
{
  if (start >= 1 && text[start - 1] == '<')
    return TRUE;
  if (start >= 2 && text[start - 1] == '(' && text[start - 2] == ']')
    return TRUE;
  while (start > 0 && (text[start - 1] == ' ' || text[start - 1] == '\t'))
    start--;
  return start >= 2 && text[start - 1] == ':' && text[start - 2] == ']';
}

static gsize
mark_address (Preparation *self, gsize start, gsize resume)
{
  gsize scanned = start;
  gsize end;
  GString *out;

  if (start < self->copied || start < self->no_address || is_destination (self->text, start))
    return resume;
  end = galley_autolink_find_end (self->text, self->length, start, &scanned);
  if (end == 0)
    {
      self->no_address = scanned;
      return resume;
    }
  out = change (self, start, end);
  galley_mark_append (out, GALLEY_MARK_LINK_START);
  for (gsize i = start; i < end; i++)
    galley_mark_append_protected (out, self->text[i]);
  galley_mark_append (out, GALLEY_MARK_LINK_END);
  return end;
}

/* At a ":": an address may have begun before it. */
static gsize
take_scheme (Preparation *self, gsize at)
{
  gsize start = at;

  if (at + 3 >= self->length || self->text[at + 1] != '/' || self->text[at + 2] != '/')
    return at + 1;
  while (start > 0 && at - start < 6 && g_ascii_isalpha (self->text[start - 1]))
    start--;
  return mark_address (self, start, at + 3);
}

/* At a "w": "www." after white space, the start or "*", "_", "~", "(". */
static gsize
take_www (Preparation *self, gsize at)
{
  if (at + 5 > self->length || strncmp (self->text + at, "www.", 4) != 0)
    return at + 1;
  if (at > 0 && strchr (" \t\n\v\f\r*_~(", self->text[at - 1]) == NULL)
    return at + 4;
  return mark_address (self, at, at + 4);
}

/* At a "[": the definition of a note, or a reference to one. */
static gsize
take_note (Preparation *self, gsize at)
{
  GalleyPrepared *prepared = self->prepared;
  gsize length = galley_notes_scan_label (self->text + at, self->length - at);
  g_autofree char *label = NULL;
  char next;

  if (length == 0 || prepared->labels == NULL)
    return at + 1;
  if (self->next_definition < (prepared->definitions != NULL ? prepared->definitions->len : 0) &&
      g_array_index (prepared->definitions, GalleyNoteDefinition, self->next_definition).offset ==
          at)
    {
      gsize end = at + length + 1;
      GString *out;

      self->next_definition++;
      while (end < self->length && (self->text[end] == ' ' || self->text[end] == '\t'))
        end++;
      out = change (self, at, end);
      g_string_append_printf (out, "%c   ", self->marker);
      if (end == self->length || self->text[end] == '\n' || self->text[end] == '\r')
        g_string_append (out, "<!---->");
      return end;
    }
  label = galley_notes_scan_fold (self->text + at + 2, length - 3);
  next = at + length < self->length ? self->text[at + length] : '\0';
  if (next == '(' || !g_hash_table_contains (prepared->labels, label))
    return at + length;
  change (self, at, at + length);
  pad_before (self, at - 1);
  galley_mark_append (self->out, GALLEY_MARK_NOTE_START);
  g_string_append_printf (self->out, "%u", prepared->references->len);
  galley_mark_append (self->out, GALLEY_MARK_NOTE_END);
  pad_after (self, at + length);
  g_ptr_array_add (prepared->references, g_strndup (self->text + at, length));
  return at + length;
}

/* The character before @at that says what a delimiter is; a line feed where there is none. What
 * only chooses a variant of a character is passed over. */
static gunichar
character_before (const Preparation *self, gsize at)
{
  while (at > 0)
    {
      const char *previous = g_utf8_find_prev_char (self->text, self->text + at);
      gunichar c = g_utf8_get_char (previous);

      if (!(c >= 0xFE00 && c <= 0xFE0F) && !(c >= 0xE0100 && c <= 0xE01EF))
        return c;
      at = previous - self->text;
    }
  return '\n';
}

/* At a run of "*" or "~". Where words are not spaced, emphasis that ends in punctuation could not
 * close before a letter, nor open after one: beside a character of Chinese, Japanese or Korean
 * what is there counts as a boundary, as the specification markdown-cjk-friendly has it. */
static gsize
take_run (Preparation *self, gsize at)
{
  gsize end = at;
  gunichar before, after;
  GalleyCharacterClass class_before, class_after;

  while (end < self->length && self->text[end] == self->text[at])
    end++;
  if (at == 0 || end == self->length ||
      ((guchar) self->text[at - 1] < 0x80 && (guchar) self->text[end] < 0x80))
    return end;
  before = character_before (self, at);
  after = g_utf8_get_char (self->text + end);
  class_before = galley_character_classify (before);
  class_after = galley_character_classify (after);
  if (class_before == class_after || class_before == GALLEY_CHARACTER_SPACE ||
      class_after == GALLEY_CHARACTER_SPACE ||
      !(galley_character_is_cjk (before) || galley_character_is_cjk (after)))
    return end;
  if (class_before == GALLEY_CHARACTER_OTHER)
    {
      change (self, at, at);
      pad_after (self, at);
    }
  else
    {
      change (self, end, end);
      pad_before (self, at);
    }
  return end;
}

/* What may begin an extension, and what is there to take it; both give where to go on. */
static const struct
{
  const char *text;
  gsize (*take) (Preparation *self, gsize at);
} triggers[] = {
  { "://", take_scheme }, { "www.", take_www }, { "\\", take_escape },
  { "[^", take_note },    { "*", take_run },    { "~", take_run },
};
#define N_TRIGGERS_OF_CJK 2 /* the last of them */

static gsize
find_trigger (const Preparation *self, guint trigger, gsize from)
{
  const char *wanted = triggers[trigger].text;
  gsize length = strlen (wanted);
  const char *end = self->text + self->length;
  const char *at = self->text + from;

  while ((at = memchr (at, *wanted, end - at)) != NULL)
    {
      if (length <= (gsize) (end - at) && (length == 1 || at[1] == wanted[1]) &&
          memcmp (at, wanted, length) == 0)
        return at - self->text;
      at++;
    }
  return self->length;
}

static char *
run (Preparation *self, gsize *out_length)
{
  gsize next[G_N_ELEMENTS (triggers)]; /* where each stands first, from at on */
  guint n = G_N_ELEMENTS (triggers) - (self->cjk ? 0 : N_TRIGGERS_OF_CJK);
  guint first;

  for (guint i = 0; i < n; i++)
    next[i] = find_trigger (self, i, 0);
  for (gsize at = 0;; at = triggers[first].take (self, next[first]))
    {
      first = 0;
      for (guint i = 0; i < n; i++)
        {
          if (next[i] < at)
            next[i] = find_trigger (self, i, at);
          if (next[i] < next[first])
            first = i;
        }
      if (next[first] == self->length)
        break;
    }
  if (self->out == NULL)
    return NULL;
  change (self, self->length, self->length);
  *out_length = self->out->len;
  return g_string_free (self->out, FALSE);
}

/* Whether there may be characters of Chinese, Japanese or Korean in @text: bytes that begin them,
 * and little else. Most texts are read eight bytes at a time. */
static gboolean
may_have_cjk (const char *text, gsize length)
{
  guint64 word;

  for (gsize i = 0; i < length; i++)
    {
      for (; i + sizeof word <= length; i += sizeof word)
        {
          memcpy (&word, text + i, sizeof word);
          if ((word & G_GUINT64_CONSTANT (0x8080808080808080)) != 0)
            break;
        }
      if (i < length && ((guchar) text[i] == 0xE1 || (guchar) text[i] > 0xE2))
        return TRUE;
    }
  return FALSE;
}

/* Whether there is a brace that may open attributes, and not a tag of a template. */
static gboolean
has_braces (const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *at = memchr (text, '{', length); at != NULL && at + 1 < end;
       at = memchr (at + 1, '{', end - at - 1))
    {
      if (at[1] != '{' && at[1] != '%')
        return TRUE;
      at++;
    }
  return FALSE;
}

/* Whether there is a "[^": a "^" is rare. */
static gboolean
has_notes (const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *at = memchr (text, '^', length); at != NULL;
       at = memchr (at + 1, '^', end - at - 1))
    if (at > text && at[-1] == '[')
      return TRUE;
  return FALSE;
}

static void
find_definitions (GalleyPrepared *prepared, const char *text, gsize length)
{
  if (!has_notes (text, length))
    return;
  prepared->definitions = galley_notes_scan (text, length);
  if (prepared->definitions == NULL)
    return;
  prepared->references = g_ptr_array_new_with_free_func (g_free);
  prepared->labels = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < prepared->definitions->len; i++)
    {
      char *label = g_array_index (prepared->definitions, GalleyNoteDefinition, i).label;

      /* The first definition of a label is the one that counts. */
      if (!g_hash_table_contains (prepared->labels, label))
        g_hash_table_insert (prepared->labels, label, GUINT_TO_POINTER (i + 1));
    }
}

/* @text with U+FFFD, as long, for each noncharacter that would be taken for a mark. Returns:
 * (nullable): %NULL where there are none */
static char *
replace_noncharacters (const char *text, gsize length)
{
  const char *end = text + length;
  char *clean = NULL;

  for (const char *at = memchr (text, 0xEF, length); at != NULL;
       at = memchr (at + 1, 0xEF, end - at - 1))
    {
      if (end - at < GALLEY_MARK_BYTES || !galley_mark_is_at (at))
        continue;
      if (clean == NULL)
        clean = g_memdup2 (text, length);
      memcpy (clean + (at - text), "\xEF\xBF\xBD", GALLEY_MARK_BYTES);
    }
  return clean;
}

/**
 * galley_prepare:
 * @prepared: (out): what was found
 * @text: UTF-8
 * @length: of @text, in bytes
 * @prepared_length: (out): of what is returned, in bytes
 *
 * Makes a text ready for libcmark.
 *
 * Returns: (transfer full) (nullable): the text to parse; NULL where it is @text as it stands
 */
char *
galley_prepare (GalleyPrepared *prepared, const char *text, gsize length, gsize *prepared_length)
{
  g_autofree char *clean = replace_noncharacters (text, length);
  Preparation self = { .prepared = prepared, .length = length };
  char *out;

  if (clean != NULL)
    text = clean;
  self.text = text;
  self.cjk = prepared->post && may_have_cjk (text, length);
  prepared->ats = memchr (text, '@', length) != NULL;
  prepared->braces = prepared->post && has_braces (text, length);
  prepared->tildes = memchr (text, '~', length) != NULL;
  find_definitions (prepared, text, length);
  if (prepared->definitions != NULL)
    self.marker = galley_notes_scan_choose_marker (text, length);
  out = run (&self, prepared_length);
  return out != NULL ? out : g_steal_pointer (&clean);
}

/**
 * galley_prepared_clear:
 * @prepared: what was found of a text
 *
 * Frees what it holds.
 */
void
galley_prepared_clear (GalleyPrepared *prepared)
{
  g_clear_pointer (&prepared->labels, g_hash_table_unref);
  g_clear_pointer (&prepared->definitions, g_array_unref);
  g_clear_pointer (&prepared->references, g_ptr_array_unref);
}
