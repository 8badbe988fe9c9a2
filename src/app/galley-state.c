/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-state.h"

#include "galley-file.h"

struct _GalleyState
{
  char *path;
  GKeyFile *keys;
  gboolean changed;
};

/**
 * galley_state_load:
 * @path: (nullable): the key file; NULL: the user's own
 *
 * Reads what was remembered. A file that is missing or broken is an empty one.
 *
 * Returns: (transfer full): the state
 */
GalleyState *
galley_state_load (const char *path)
{
  GalleyState *state = g_new0 (GalleyState, 1);

  state->path = path != NULL
                    ? g_strdup (path)
                    : g_build_filename (g_get_user_config_dir (), "galley", "window.ini", NULL);
  state->keys = g_key_file_new ();
  g_key_file_load_from_file (state->keys, state->path, G_KEY_FILE_NONE, NULL);
  return state;
}

/**
 * galley_state_free:
 * @state: (nullable): a state
 *
 * Frees it; what was not saved is forgotten.
 */
void
galley_state_free (GalleyState *state)
{
  if (state == NULL)
    return;
  g_key_file_free (state->keys);
  g_free (state->path);
  g_free (state);
}

/* A key file's group must not hold brackets or control characters, and a path may. */
static char *
group_name (const char *group)
{
  char *name = g_uri_escape_string (group, "/ ", TRUE);

  return name;
}

/**
 * galley_state_get_integer:
 * @state: a state
 * @group: what it is about: "window", or a project's path
 * @key: a name
 * @fallback: what holds where nothing was remembered
 *
 * Returns: the number
 */
int
galley_state_get_integer (GalleyState *state, const char *group, const char *key, int fallback)
{
  g_autofree char *name = group_name (group);
  g_autoptr (GError) error = NULL;
  int number = g_key_file_get_integer (state->keys, name, key, &error);

  return error == NULL ? number : fallback;
}

/**
 * galley_state_set_integer:
 * @state: a state
 * @group: what it is about
 * @key: a name
 * @number: to remember
 *
 * Remembers a number.
 */
void
galley_state_set_integer (GalleyState *state, const char *group, const char *key, int number)
{
  g_autofree char *name = group_name (group);

  g_key_file_set_integer (state->keys, name, key, number);
  state->changed = TRUE;
}

/**
 * galley_state_get_text:
 * @state: a state
 * @group: what it is about
 * @key: a name
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
galley_state_get_text (GalleyState *state, const char *group, const char *key)
{
  g_autofree char *name = group_name (group);

  return g_key_file_get_string (state->keys, name, key, NULL);
}

/**
 * galley_state_set_text:
 * @state: a state
 * @group: what it is about
 * @key: a name
 * @text: to remember
 *
 * Remembers a text.
 */
void
galley_state_set_text (GalleyState *state, const char *group, const char *key, const char *text)
{
  g_autofree char *name = group_name (group);

  g_key_file_set_string (state->keys, name, key, text);
  state->changed = TRUE;
}

/**
 * galley_state_save:
 * @state: a state
 *
 * Writes it where it changed. A failure is of no account: what is lost is a window's size.
 */
void
galley_state_save (GalleyState *state)
{
  g_autofree char *folder = g_path_get_dirname (state->path);
  g_autofree char *data = NULL;
  gsize length;

  if (!state->changed || g_mkdir_with_parents (folder, 0700) != 0)
    return;
  data = g_key_file_to_data (state->keys, &length, NULL);
  if (galley_file_write (state->path, data, length, NULL))
    state->changed = FALSE;
}
