/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-state.h"

#include "galley-file.h"

/* From a change to its writing: what holds now is on the disk a moment later, also where the
 * program then ends as nobody wished. */
#define WRITE_MS 300

/* A file that is being written, on a thread of its own. */
typedef struct
{
  GThread *thread;
  char *path;
  char *data;
  gsize length;
  int done; /* atomic */
} Write;

struct _GalleyState
{
  char *path;
  GKeyFile *keys;
  gboolean changed;
  guint timeout;
  Write *write; /* the last one; NULL: none yet */
};

/* A failure is of no account: what is lost is a window's size. */
static gpointer
write_thread (gpointer data)
{
  Write *write = data;
  g_autofree char *folder = g_path_get_dirname (write->path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    galley_file_write (write->path, write->data, write->length, NULL);
  g_atomic_int_set (&write->done, TRUE);
  return NULL;
}

/* Waits for it, where it is not done yet. */
static void
end_write (GalleyState *state)
{
  Write *write = g_steal_pointer (&state->write);

  if (write == NULL)
    return;
  g_thread_join (write->thread);
  g_free (write->path);
  g_free (write->data);
  g_free (write);
}

static void
begin_write (GalleyState *state)
{
  Write *write = g_new0 (Write, 1);

  end_write (state);
  write->path = g_strdup (state->path);
  write->data = g_key_file_to_data (state->keys, &write->length, NULL);
  state->changed = FALSE;
  state->write = write;
  write->thread = g_thread_new ("galley-state", write_thread, write);
}

static gboolean
write_cb (gpointer user_data)
{
  GalleyState *state = user_data;

  if (state->write != NULL && !g_atomic_int_get (&state->write->done))
    return G_SOURCE_CONTINUE;
  state->timeout = 0;
  begin_write (state);
  return G_SOURCE_REMOVE;
}

static void
change (GalleyState *state)
{
  state->changed = TRUE;
  if (state->timeout == 0)
    state->timeout = g_timeout_add (WRITE_MS, write_cb, state);
}

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
 * Frees it. What was changed a moment ago may be forgotten: galley_state_save() before.
 */
void
galley_state_free (GalleyState *state)
{
  if (state == NULL)
    return;
  g_clear_handle_id (&state->timeout, g_source_remove);
  end_write (state);
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
 * Remembers a number, also for the next run.
 */
void
galley_state_set_integer (GalleyState *state, const char *group, const char *key, int number)
{
  g_autofree char *name = group_name (group);

  g_key_file_set_integer (state->keys, name, key, number);
  change (state);
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
 * Remembers a text, also for the next run.
 */
void
galley_state_set_text (GalleyState *state, const char *group, const char *key, const char *text)
{
  g_autofree char *name = group_name (group);

  g_key_file_set_string (state->keys, name, key, text);
  change (state);
}

/**
 * galley_state_save:
 * @state: a state
 *
 * Writes now what else would be written a moment later, and waits for that: the last thing that a
 * program does with it.
 */
void
galley_state_save (GalleyState *state)
{
  g_clear_handle_id (&state->timeout, g_source_remove);
  if (state->changed)
    begin_write (state);
  end_write (state);
}
