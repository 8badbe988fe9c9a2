/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-shortcodes.h"

#include <string.h>

#define MAX_SHORTCODE 4096
#define MAX_ARGUMENTS 32

/* One call of a shortcode: {{< name first key="value" >}}, or a Liquid tag {% name first %}. */
typedef struct
{
  const char *end; /* behind it */
  char *name;      /* "/highlight" for a closing one */
  guint n_arguments;
  char *keys[MAX_ARGUMENTS]; /* NULL for one by position */
  char *values[MAX_ARGUMENTS];
} Shortcode;

static void
shortcode_clear (Shortcode *code)
{
  g_free (code->name);
  for (guint i = 0; i < code->n_arguments; i++)
    {
      g_free (code->keys[i]);
      g_free (code->values[i]);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shortcode, shortcode_clear)

/* Where the marks that end a call stand next, so that a text full of calls without an end is not
 * searched again for each. */
typedef enum
{
  END_ANGLE,
  END_PERCENT,
  END_LIQUID,
  END_ESCAPED_ANGLE,
  END_ESCAPED_PERCENT,
  N_ENDS,
} End;

static const char *const end_marks[N_ENDS] = { ">}}", "%}}", "%}", "*/>}}", "*/%}}" };

typedef struct
{
  const char *next[N_ENDS]; /* NULL: not looked for yet */
  gboolean none[N_ENDS];    /* there is no further one */
} Ends;

/* The next mark at or after @p, where it is near enough to end a call that begins at @p. */
static const char *
find_end (Ends *ends, End end, const char *p)
{
  if (ends->none[end])
    return NULL;
  if (ends->next[end] == NULL || ends->next[end] < p)
    ends->next[end] = strstr (p, end_marks[end]);
  ends->none[end] = ends->next[end] == NULL;
  return !ends->none[end] && ends->next[end] - p < MAX_SHORTCODE ? ends->next[end] : NULL;
}

static const char *
skip_space (const char *p, const char *end)
{
  while (p < end && g_ascii_isspace (*p))
    p++;
  return p;
}

/* The text in quotes at @start; in double ones a backslash keeps what follows as it is. */
static char *
read_quoted (const char *start, const char *end, const char **behind)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = start + 1; p < end; p++)
    {
      if (*p == *start)
        {
          *behind = p + 1;
          return g_string_free (g_steal_pointer (&text), FALSE);
        }
      if (*p == '\\' && *start == '"' && p + 1 < end)
        p++;
      g_string_append_c (text, *p);
    }
  return NULL;
}

/* One word or quoted text; moves *@p behind it. */
static char *
read_word (const char **p, const char *end, const char *stops)
{
  const char *start = *p;

  if (*start == '"' || *start == '\'' || *start == '`')
    {
      char *text = read_quoted (start, end, p);

      if (text != NULL)
        return text;
    }
  while (*p < end && !g_ascii_isspace (**p) && strchr (stops, **p) == NULL)
    (*p)++;
  return g_strndup (start, (gsize) (*p - start));
}

static void
read_arguments (Shortcode *code, const char *p, const char *end)
{
  for (p = skip_space (p, end); p < end && code->n_arguments < MAX_ARGUMENTS;
       p = skip_space (p, end))
    {
      const char *before = p;
      gboolean quoted = *p == '"' || *p == '\'' || *p == '`';
      char *word = read_word (&p, end, "=");
      char *value = NULL;

      if (!quoted && p < end && *p == '=')
        {
          p = skip_space (p + 1, end);
          value = p < end ? read_word (&p, end, "") : g_strdup ("");
        }
      code->keys[code->n_arguments] = value != NULL ? word : NULL;
      code->values[code->n_arguments++] = value != NULL ? value : word;
      if (p == before)
        break;
    }
}

/* Reads the call at @p; FALSE where there is none. */
static gboolean
read_shortcode (const char *p, Ends *ends, Shortcode *code)
{
  End kind = g_str_has_prefix (p, "{{<")   ? END_ANGLE
             : g_str_has_prefix (p, "{{%") ? END_PERCENT
             : g_str_has_prefix (p, "{%")  ? END_LIQUID
                                           : N_ENDS;
  const char *end;
  const char *start;

  *code = (Shortcode){ NULL };
  end = kind != N_ENDS ? find_end (ends, kind, p + (kind == END_LIQUID ? 2 : 3)) : NULL;
  if (end == NULL)
    return FALSE;
  code->end = end + strlen (end_marks[kind]);
  start = p + (kind == END_LIQUID ? 2 : 3);
  if (*start == '-') /* Liquid's {%- -%} */
    start++;
  if (end > start && (end[-1] == '-' || end[-1] == '/'))
    end--;
  start = skip_space (start, end);
  code->name = start < end ? read_word (&start, end, "=") : g_strdup ("");
  if (g_str_equal (code->name, "/") && start < end)
    {
      g_autofree char *name = NULL;

      start = skip_space (start, end);
      name = read_word (&start, end, "=");
      g_free (code->name);
      code->name = g_strconcat ("/", name, NULL);
    }
  read_arguments (code, start, end);
  return TRUE;
}

/* The argument @key, or the one at @position (-1: none); "" where it is not given. */
static const char *
argument (const Shortcode *code, const char *key, int position)
{
  for (guint i = 0; i < code->n_arguments; i++)
    {
      if (code->keys[i] != NULL && g_str_equal (code->keys[i], key))
        return code->values[i];
      if (code->keys[i] == NULL && (int) i == position)
        return code->values[i];
    }
  return "";
}

static void
append_bracketed (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (*text == '[' || *text == ']' || *text == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *text == '\n' ? ' ' : *text);
    }
}

static void
append_address (GString *out, const char *address)
{
  if (strpbrk (address, " ()") != NULL)
    g_string_append_printf (out, "<%s>", address);
  else
    g_string_append (out, address);
}

static gboolean
convert_figure (const Shortcode *code, GString *out)
{
  const char *source = argument (code, "src", 0);
  const char *caption = argument (code, "caption", -1);
  const char *link = argument (code, "link", -1);

  if (*source == '\0')
    return FALSE;
  if (*caption == '\0')
    caption = argument (code, "title", -1);
  if (*link != '\0')
    g_string_append_c (out, '[');
  g_string_append (out, "![");
  append_bracketed (out, argument (code, "alt", -1));
  g_string_append (out, "](");
  append_address (out, source);
  if (*caption != '\0')
    {
      g_string_append (out, " \"");
      for (const char *p = caption; *p != '\0'; p++)
        {
          if (*p == '"' || *p == '\\')
            g_string_append_c (out, '\\');
          g_string_append_c (out, *p == '\n' ? ' ' : *p);
        }
      g_string_append_c (out, '"');
    }
  g_string_append_c (out, ')');
  if (*link != '\0')
    {
      g_string_append (out, "](");
      append_address (out, link);
      g_string_append_c (out, ')');
    }
  return TRUE;
}

/* What is shown by a service elsewhere becomes a link to it. */
static gboolean
convert_embed (const Shortcode *code, GString *out)
{
  const char *id = argument (code, "id", 0);
  const char *title = argument (code, "title", -1);
  const char *user = argument (code, "user", 0);

  if (g_str_equal (code->name, "youtube") && *id != '\0')
    g_string_append_printf (out, "[%s](https://www.youtube.com/watch?v=%s)",
                            *title != '\0' ? title : "YouTube", id);
  else if (g_str_equal (code->name, "vimeo") && *id != '\0')
    g_string_append_printf (out, "[%s](https://vimeo.com/%s)", *title != '\0' ? title : "Vimeo",
                            id);
  else if (g_str_equal (code->name, "gist") && *argument (code, "", 1) != '\0')
    g_string_append_printf (out, "[Gist](https://gist.github.com/%s/%s)", user,
                            argument (code, "", 1));
  else if ((g_str_equal (code->name, "tweet") || g_str_equal (code->name, "x")) && *id != '\0')
    {
      const char *number = *argument (code, "id", -1) != '\0' ? argument (code, "id", -1) : id;

      user = argument (code, "user", -1);
      g_string_append_printf (out, "[Tweet](https://twitter.com/%s/status/%s)",
                              *user != '\0' ? user : "i", number);
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
convert (const Shortcode *code, GString *out)
{
  const char *name = code->name;

  if (g_str_equal (name, "figure"))
    return convert_figure (code, out);
  if (g_str_equal (name, "ref") || g_str_equal (name, "relref") || g_str_equal (name, "post_url"))
    {
      g_string_append (out, argument (code, "path", 0));
      return code->n_arguments > 0;
    }
  if (g_str_equal (name, "highlight"))
    {
      g_string_append_printf (out, "```%s%s", argument (code, "lang", 0),
                              *code->end == '\n' ? "" : "\n");
      return TRUE;
    }
  if (g_str_equal (name, "/highlight") || g_str_equal (name, "endhighlight"))
    {
      if (out->len > 0 && out->str[out->len - 1] != '\n')
        g_string_append_c (out, '\n');
      g_string_append (out, "```");
      return TRUE;
    }
  if (g_str_equal (name, "raw") || g_str_equal (name, "endraw"))
    return TRUE;
  return convert_embed (code, out);
}

/* Liquid's way to say where the site stands: nothing here. */
static gsize
site_address (const char *p)
{
  static const char *const spellings[] = { "{{ site.baseurl }}", "{{site.baseurl}}",
                                           "{{ site.url }}", "{{site.url}}" };

  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    if (g_str_has_prefix (p, spellings[i]))
      return strlen (spellings[i]);
  return 0;
}

static void
note_left (GalleyShortcodesLeft *left, const char *name, guint line)
{
  if (*name == '/' || g_str_has_prefix (name, "end"))
    return;
  if (left->n_left++ == 0)
    left->first_line = line;
  if (left->names->len < 200 && !strstr (left->names->str, name))
    g_string_append_printf (left->names, "%s%s", left->names->len > 0 ? ", " : "", name);
}

/* A line that begins or ends a fence; @fence is the mark of the one that is open, or 0. */
static char
follow_fence (const char *line, char fence)
{
  const char *p = line + strspn (line, " >");

  if ((*p != '`' && *p != '~') || p[1] != *p || p[2] != *p)
    return fence;
  if (fence == 0)
    return *p;
  return fence == *p ? 0 : fence;
}

/* Hugo's way to show a call instead of making it: {{</_* figure *_/>}}, without the underscores. */
static gsize
unescape (const char *p, Ends *ends, GString *out)
{
  End kind = g_str_has_prefix (p, "{{</*")   ? END_ESCAPED_ANGLE
             : g_str_has_prefix (p, "{{%/*") ? END_ESCAPED_PERCENT
                                             : N_ENDS;
  const char *end = kind != N_ENDS ? find_end (ends, kind, p + 5) : NULL;

  if (end == NULL)
    return 0;
  g_string_append_len (out, p, 3);
  g_string_append_len (out, p + 5, end - p - 5);
  g_string_append (out, end_marks[kind] + 2);
  return (gsize) (end - p) + 5;
}

/**
 * galley_shortcodes_convert:
 * @text: Markdown with the shortcodes of Hugo or the tags of Jekyll
 * @left: (inout): what could not be converted; names must be set
 *
 * Makes Markdown of the well-known ones (figure, ref, relref, post_url, highlight, youtube, vimeo,
 * tweet, gist) and leaves every other as it stands, so that nothing of the text is lost.
 *
 * Returns: (transfer full): the new text
 */
char *
galley_shortcodes_convert (const char *text, GalleyShortcodesLeft *left)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (text) + 64);
  Ends ends = { { NULL }, { FALSE } };
  guint line = 1;
  char fence = follow_fence (text, 0);

  for (const char *p = text; *p != '\0';)
    {
      gsize plain = strcspn (p, "\n{");
      gsize done;

      g_string_append_len (out, p, plain);
      p += plain;
      if (*p == '\0')
        break;
      done = *p == '{' && fence == 0 ? site_address (p) : 0;
      if (*p == '{' && done == 0 && fence == 0)
        {
          g_auto (Shortcode) code = { NULL };

          done = unescape (p, &ends, out);
          if (done == 0 && read_shortcode (p, &ends, &code))
            {
              if (!convert (&code, out))
                {
                  note_left (left, code.name, line);
                  g_string_append_len (out, p, code.end - p);
                }
              done = (gsize) (code.end - p);
            }
        }
      for (gsize i = 0; i < done; i++)
        line += p[i] == '\n';
      p += done;
      if (done > 0)
        continue;
      g_string_append_c (out, *p);
      if (*p++ == '\n')
        {
          line++;
          fence = follow_fence (p, fence);
        }
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
