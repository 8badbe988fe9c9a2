/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Mustache to a flat list of parts. Follows https://github.com/mustache/spec, modules comments,
 * delimiters, interpolation, inverted, partials and sections.
 *
 * Reading goes on behind a mistake, so that its author hears of all of them at once. */

#include "galley-template-private.h"
#include "galley-value-private.h"

#include <string.h>

/* Then it is no template: looking for closing tags would take too long. */
#define MAX_MISTAKES 200
#define MAX_DELIMITER 16
#define MAX_NAME_PARTS 16

typedef struct
{
  guint32 op;
  gsize start;      /* of its tag */
  const char *name; /* nul-terminated, as it was written */
} OpenSection;

typedef struct
{
  GalleyTemplate *tmpl;
  const char *source;
  gsize length;
  gsize pos;
  gsize counted; /* @line is the line of this position */
  guint line;
  gboolean at_line_start;
  char open[MAX_DELIMITER + 1];
  char close[MAX_DELIMITER + 1];
  OpenSection sections[GALLEY_TEMPLATE_MAX_NESTING];
  guint n_sections;
  GString *mistakes;
  guint n_mistakes;
} Parser;

/* A tag as it stands in the source. */
typedef struct
{
  gsize start; /* of the opening delimiter */
  gsize end;   /* behind the closing one */
  char sigil;  /* one of "!#^/>=&{", or 0 */
  const char *text;
  gsize length; /* of @text, which is trimmed */
  guint line;
  gboolean standalone;
} Tag;

/* All of them stand on one line, since that is what a script reads: "a:1:4: ...; a:3:1: ...". */
static void G_GNUC_PRINTF (3, 4) add_mistake (Parser *p, gsize start, const char *format, ...)
{
  va_list args;

  if (p->n_mistakes++ > 0)
    g_string_append (p->mistakes, "; ");
  galley_theme_append_place (p->mistakes, p->tmpl->file_name, p->source, start);
  va_start (args, format);
  g_string_append_vprintf (p->mistakes, format, args);
  va_end (args);
}

/* The line of a position; positions only ever grow. */
static guint
line_at (Parser *p, gsize pos)
{
  for (; p->counted < pos; p->counted++)
    {
      if (p->source[p->counted] == '\n')
        p->line++;
    }
  return p->line;
}

static gsize
find (const Parser *p, gsize from, const char *needle)
{
  const char *hit = strstr (p->source + from, needle);

  return hit == NULL ? p->length : (gsize) (hit - p->source);
}

static GalleyOp *
add_op (Parser *p, GalleyOpKind kind, guint line)
{
  GalleyOp op = { .kind = kind, .starts_line = p->at_line_start, .line = line };

  p->at_line_start = FALSE;
  g_array_append_val (p->tmpl->ops, op);
  return &g_array_index (p->tmpl->ops, GalleyOp, p->tmpl->ops->len - 1);
}

static void
add_text (Parser *p, gsize from, gsize to)
{
  GalleyOp *op;

  if (from >= to)
    return;
  op = add_op (p, GALLEY_OP_TEXT, 0);
  op->text = p->source + from;
  op->length = (guint32) (to - from);
  p->at_line_start = p->source[to - 1] == '\n';
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static gsize
line_indent_start (const Parser *p, gsize pos)
{
  while (pos > 0 && is_blank (p->source[pos - 1]))
    pos--;
  return pos;
}

/* Where the line goes on behind a tag that stands alone on it, or 0 where something follows. */
static gsize
end_of_blank_line (const Parser *p, gsize pos)
{
  while (is_blank (p->source[pos]))
    pos++;
  if (pos == p->length)
    return pos;
  if (p->source[pos] == '\n')
    return pos + 1;
  if (p->source[pos] == '\r' && p->source[pos + 1] == '\n')
    return pos + 2;
  return 0;
}

static void
trim (const char **text, gsize *length)
{
  while (*length > 0 && g_ascii_isspace ((*text)[0]))
    {
      (*text)++;
      (*length)--;
    }
  while (*length > 0 && g_ascii_isspace ((*text)[*length - 1]))
    (*length)--;
}

/* What of a faulty tag is shown in a message. */
static int
shown (const Tag *tag)
{
  gsize n = 0;

  while (n < tag->length && n < 40 && tag->text[n] != '\n')
    n++;
  return (int) n;
}

/* Finds the end of the tag that begins at p->pos. */
static gboolean
read_tag (Parser *p, Tag *tag)
{
  gsize content, content_end;
  char needle[MAX_DELIMITER + 2] = "";

  tag->start = p->pos;
  tag->line = line_at (p, tag->start);
  content = tag->start + strlen (p->open);
  tag->sigil = content < p->length ? p->source[content] : '\0';
  if (tag->sigil == '\0' || strchr ("!#^/>=&{", tag->sigil) == NULL)
    tag->sigil = '\0';
  else
    content++;
  if (tag->sigil == '=' || tag->sigil == '{')
    needle[0] = tag->sigil == '=' ? '=' : '}';
  strcat (needle, p->close);

  content_end = find (p, content, needle);
  tag->text = p->source + content;
  tag->length = content_end - content;
  if (content_end == p->length)
    {
      add_mistake (p, tag->start, "the tag %s%.*s is not closed: add %s", p->open,
                   shown (tag) + (tag->sigil != '\0'), tag->text - (tag->sigil != '\0'), needle);
      return FALSE;
    }
  tag->end = content_end + strlen (needle);
  trim (&tag->text, &tag->length);
  return TRUE;
}

/* Tags that print nothing themselves take their line with them where nothing else is on it. */
static void
look_whether_standalone (Parser *p, Tag *tag, gsize *indent, gsize *next)
{
  gsize start = line_indent_start (p, tag->start);
  gsize end;

  *indent = tag->start;
  *next = tag->end;
  tag->standalone = FALSE;
  if (tag->sigil == '\0' || tag->sigil == '&' || tag->sigil == '{')
    return;
  if (start > 0 && p->source[start - 1] != '\n')
    return;
  end = end_of_blank_line (p, tag->end);
  if (end == 0)
    return;
  tag->standalone = TRUE;
  *indent = start;
  *next = end;
}

static gboolean
check_name (Parser *p, const Tag *tag)
{
  static const char optional[] = "<$*@";

  if (tag->length == 0)
    {
      add_mistake (p, tag->start, "a tag without a name: write one between %s and %s", p->open,
                   p->close);
      return FALSE;
    }
  for (gsize i = 0; i < tag->length; i++)
    {
      if (!g_ascii_isspace (tag->text[i]) && strchr ("{}", tag->text[i]) == NULL)
        continue;
      add_mistake (p, tag->start,
                   "\"%.*s\" is not a name: a tag is not closed on line %u, or a name has %s",
                   shown (tag), tag->text, tag->line,
                   g_ascii_isspace (tag->text[i]) ? "a blank in it" : "a brace in it");
      return FALSE;
    }
  if (strchr ("#^/>&=", tag->text[0]) != NULL)
    {
      add_mistake (p, tag->start, "%.*s has to stand right behind %s, without a blank", 1,
                   tag->text, p->open);
      return FALSE;
    }
  if (strchr (optional, tag->text[0]) != NULL)
    {
      add_mistake (
          p, tag->start,
          "%s%.*s%s: inheritance, blocks and dynamic names are not part of these templates",
          p->open, shown (tag), tag->text, p->close);
      return FALSE;
    }
  return TRUE;
}

static gboolean
set_name (Parser *p, GalleyOp *op, const Tag *tag)
{
  g_autofree char *name = g_strndup (tag->text, tag->length);
  g_auto (GStrv) parts = NULL;
  guint n;

  if (g_str_equal (name, "."))
    return TRUE;
  parts = g_strsplit (name, ".", MAX_NAME_PARTS + 1);
  n = g_strv_length (parts);
  for (guint i = 0; i < n; i++)
    {
      if (*parts[i] != '\0' && n <= MAX_NAME_PARTS)
        continue;
      add_mistake (p, tag->start, "\"%.*s\" is not a name: write names as a.b.c", shown (tag),
                   tag->text);
      return FALSE;
    }
  op->name.parts = g_new (GalleyNamePart, n);
  op->n_parts = (guint8) n;
  for (guint i = 0; i < n; i++)
    {
      op->name.parts[i].key = g_intern_string (parts[i]);
      op->name.parts[i].hash = galley_value_hash (parts[i], strlen (parts[i]));
    }
  return TRUE;
}

static void
open_section (Parser *p, const Tag *tag)
{
  GalleyOp *op;

  if (p->n_sections == GALLEY_TEMPLATE_MAX_NESTING)
    {
      add_mistake (p, tag->start, "sections are nested deeper than %d: use a partial",
                   GALLEY_TEMPLATE_MAX_NESTING);
      return;
    }
  op = add_op (p, tag->sigil == '#' ? GALLEY_OP_SECTION : GALLEY_OP_INVERTED, tag->line);
  set_name (p, op, tag);
  p->sections[p->n_sections].op = p->tmpl->ops->len - 1;
  p->sections[p->n_sections].start = tag->start;
  p->sections[p->n_sections].name =
      g_string_chunk_insert_len (p->tmpl->names, tag->text, tag->length);
  p->n_sections++;
}

static GalleyOp *
innermost (Parser *p)
{
  return &g_array_index (p->tmpl->ops, GalleyOp, p->sections[p->n_sections - 1].op);
}

static gboolean
names_section (const OpenSection *section, const Tag *tag)
{
  return strlen (section->name) == tag->length &&
         memcmp (section->name, tag->text, tag->length) == 0;
}

static void
close_section (Parser *p, const Tag *tag)
{
  guint i = p->n_sections;

  while (i > 0 && !names_section (&p->sections[i - 1], tag))
    i--;
  if (i == 0)
    {
      if (p->n_sections == 0)
        add_mistake (p, tag->start, "%s/%.*s%s closes a section that is not open: remove it",
                     p->open, shown (tag), tag->text, p->close);
      else
        add_mistake (p, tag->start, "%s/%.*s%s does not match %s of line %u: write %s/%s%s here",
                     p->open, shown (tag), tag->text, p->close, p->sections[p->n_sections - 1].name,
                     innermost (p)->line, p->open, p->sections[p->n_sections - 1].name, p->close);
      return;
    }
  for (; p->n_sections > i; p->n_sections--)
    add_mistake (p, p->sections[p->n_sections - 1].start,
                 "the section %s is still open where %.*s is closed on line %u: add %s/%s%s before",
                 p->sections[p->n_sections - 1].name, shown (tag), tag->text, tag->line, p->open,
                 p->sections[p->n_sections - 1].name, p->close);
  innermost (p)->end = p->tmpl->ops->len;
  p->n_sections--;
}

/* Takes a word without blanks off the front of @text, if it can be a delimiter. */
static gboolean
take_delimiter (const char **text, gsize *length, char *word)
{
  gsize n = 0;

  while (n < *length && !g_ascii_isspace ((*text)[n]) && (*text)[n] != '=')
    n++;
  if (n == 0 || n > MAX_DELIMITER || (n < *length && (*text)[n] == '='))
    return FALSE;
  memcpy (word, *text, n);
  word[n] = '\0';
  *text += n;
  *length -= n;
  trim (text, length);
  return TRUE;
}

/* {{=<% %>=}} */
static void
change_delimiters (Parser *p, const Tag *tag)
{
  const char *text = tag->text;
  gsize length = tag->length;
  char open[MAX_DELIMITER + 1];
  char close[MAX_DELIMITER + 1];

  if (!take_delimiter (&text, &length, open) || !take_delimiter (&text, &length, close) ||
      length > 0)
    {
      add_mistake (p, tag->start,
                   "\"%.*s\" are not two delimiters: write them as %s=<%% %%>=%s, of at most %d "
                   "letters each",
                   shown (tag), tag->text, p->open, p->close, MAX_DELIMITER);
      return;
    }
  memcpy (p->open, open, sizeof open);
  memcpy (p->close, close, sizeof close);
}

static void
add_partial (Parser *p, const Tag *tag, gsize indent)
{
  GalleyOp *op;
  gboolean starts_line = p->at_line_start;

  op = add_op (p, GALLEY_OP_PARTIAL, tag->line);
  op->name.partial = g_string_chunk_insert_len (p->tmpl->names, tag->text, tag->length);
  op->standalone = tag->standalone;
  /* A partial that stands alone indents its lines itself. */
  op->starts_line = starts_line && !tag->standalone;
  op->text = p->source + indent;
  op->length = (guint32) (tag->start - indent);
}

static void
add_tag (Parser *p, const Tag *tag, gsize indent)
{
  if (tag->sigil == '!')
    return;
  if (tag->sigil == '=')
    {
      change_delimiters (p, tag);
      return;
    }
  if (!check_name (p, tag))
    return;
  switch (tag->sigil)
    {
    case '#':
    case '^':
      open_section (p, tag);
      break;
    case '/':
      close_section (p, tag);
      break;
    case '>':
      add_partial (p, tag, indent);
      break;
    default:
      set_name (p, add_op (p, tag->sigil == '\0' ? GALLEY_OP_ESCAPED : GALLEY_OP_RAW, tag->line),
                tag);
    }
}

static void
parse (Parser *p)
{
  while (p->pos < p->length && p->n_mistakes < MAX_MISTAKES)
    {
      gsize text = p->pos, indent, next;
      guint before = p->n_mistakes;
      Tag tag = { 0 };

      p->pos = find (p, p->pos, p->open);
      if (p->pos == p->length)
        {
          add_text (p, text, p->length);
          break;
        }
      if (!read_tag (p, &tag))
        next = find (p, tag.start, "\n");
      else
        {
          look_whether_standalone (p, &tag, &indent, &next);
          add_text (p, text, indent);
          add_tag (p, &tag, indent);
          if (tag.standalone)
            p->at_line_start = TRUE;
          /* A tag that was left open has swallowed what follows: read on from the next line. */
          if (p->n_mistakes > before && memchr (tag.text, '\n', tag.length) != NULL)
            next = find (p, tag.start, "\n");
        }
      p->pos = next;
    }
  for (; p->n_sections > 0; p->n_sections--)
    add_mistake (p, p->sections[p->n_sections - 1].start,
                 "the section %s is never closed: add %s/%s%s", p->sections[p->n_sections - 1].name,
                 p->open, p->sections[p->n_sections - 1].name, p->close);
}

/**
 * galley_template_new:
 * @source: UTF-8, Mustache
 * @file_name: what to call it in messages
 * @error: #GALLEY_THEME_ERROR_SYNTAX with file, line and column of every mistake;
 * #GALLEY_THEME_ERROR_TOO_LARGE
 *
 * Compiles a template.
 *
 * Returns: (transfer full): the template, or %NULL
 */
GalleyTemplate *
galley_template_new (const char *source, const char *file_name, GError **error)
{
  g_autoptr (GalleyTemplate) tmpl = g_new0 (GalleyTemplate, 1);
  g_autoptr (GString) mistakes = g_string_new (NULL);
  Parser p = { .tmpl = tmpl, .line = 1, .at_line_start = TRUE, .open = "{{", .close = "}}" };

  p.length = strlen (source);
  p.mistakes = mistakes;
  if (p.length > GALLEY_TEMPLATE_MAX_BYTES)
    {
      g_set_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_TOO_LARGE,
                   "%s: the template has more than %d bytes: split it", file_name,
                   GALLEY_TEMPLATE_MAX_BYTES);
      return NULL;
    }
  tmpl->file_name = g_strdup (file_name);
  tmpl->source = g_strdup (source);
  tmpl->names = g_string_chunk_new (512);
  tmpl->ops = g_array_new (FALSE, FALSE, sizeof (GalleyOp));
  p.source = tmpl->source;

  parse (&p);
  if (p.n_mistakes > 0)
    {
      g_set_error (error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_SYNTAX, "%s%s", mistakes->str,
                   p.n_mistakes >= MAX_MISTAKES ? "; and more" : "");
      return NULL;
    }
  return g_steal_pointer (&tmpl);
}

/**
 * galley_template_free:
 * @tmpl: (transfer full): a template that nobody renders any more
 */
void
galley_template_free (GalleyTemplate *tmpl)
{
  for (guint i = 0; tmpl->ops != NULL && i < tmpl->ops->len; i++)
    {
      GalleyOp *op = &g_array_index (tmpl->ops, GalleyOp, i);

      if (op->kind != GALLEY_OP_TEXT && op->kind != GALLEY_OP_PARTIAL)
        g_free (op->name.parts);
    }
  g_clear_pointer (&tmpl->ops, g_array_unref);
  g_clear_pointer (&tmpl->names, g_string_chunk_free);
  g_free (tmpl->source);
  g_free (tmpl->file_name);
  g_free (tmpl);
}

/**
 * galley_template_list_partials:
 * @tmpl: a template
 * @each: is called for every partial's tag, in order
 * @user_data: for @each
 */
void
galley_template_list_partials (const GalleyTemplate *tmpl,
                               GalleyPartialUseFunc each,
                               gpointer user_data)
{
  for (guint i = 0; i < tmpl->ops->len; i++)
    {
      const GalleyOp *op = &g_array_index (tmpl->ops, GalleyOp, i);

      if (op->kind == GALLEY_OP_PARTIAL)
        each (op->name.partial, tmpl->source, (gsize) (op->text + op->length - tmpl->source),
              user_data);
    }
}

/**
 * galley_template_names:
 * @tmpl: a template
 * @key: a name without dots
 *
 * Returns: whether the template asks for something of that name, itself and not by a partial
 */
gboolean
galley_template_names (const GalleyTemplate *tmpl, const char *key)
{
  for (guint i = 0; i < tmpl->ops->len; i++)
    {
      const GalleyOp *op = &g_array_index (tmpl->ops, GalleyOp, i);

      if (op->kind == GALLEY_OP_TEXT || op->kind == GALLEY_OP_PARTIAL)
        continue;
      for (guint k = 0; k < op->n_parts; k++)
        if (g_str_equal (op->name.parts[k].key, key))
          return TRUE;
    }
  return FALSE;
}

/**
 * galley_theme_append_place:
 * @out: what a person will read
 * @file_name: of @text
 * @text: UTF-8
 * @position: in bytes
 *
 * Appends "FILE:LINE:COLUMN: "; lines and columns begin at 1, columns are letters.
 */
void
galley_theme_append_place (GString *out, const char *file_name, const char *text, gsize position)
{
  const char *line = text;
  guint number = 1;

  for (const char *c = text; c < text + position; c++)
    if (*c == '\n')
      {
        number++;
        line = c + 1;
      }
  g_string_append_printf (out, "%s:%u:%ld: ", file_name, number,
                          g_utf8_pointer_to_offset (line, text + position) + 1);
}
