/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-remote-private.h"

#include <string.h>

/* "//[USER@]HOST[:PORT]/PATH" in its parts. */
typedef struct
{
  char *host; /* with the user */
  char *port;
  char *path;
} Place;

static void
place_clear (Place *place)
{
  g_clear_pointer (&place->host, g_free);
  g_clear_pointer (&place->port, g_free);
  g_clear_pointer (&place->path, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
parse (const char *address, Place *place, GError **error)
{
  g_autofree char *whole = g_strconcat ("sftp:", address, NULL);
  g_autoptr (GUri) uri = g_uri_parse (whole, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  const char *user = uri != NULL ? g_uri_get_userinfo (uri) : NULL;

  if (host == NULL || *host == '\0' || *host == '-' ||
      (user != NULL && strchr (user, ':') != NULL) || (user != NULL && *user == '-') ||
      strlen (g_uri_get_path (uri)) < 2)
    {
      g_set_error (error, GALLEY_REMOTE_ERROR, GALLEY_REMOTE_ERROR_ADDRESS,
                   "“%s”: it is sftp://[USER@]HOST[:PORT]/PATH, without a password", whole);
      return FALSE;
    }
  place->host = user != NULL ? g_strconcat (user, "@", host, NULL) : g_strdup (host);
  place->port = g_strdup_printf ("%d", g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : 22);
  place->path = g_strdup (g_uri_get_path (uri));
  for (gsize n = strlen (place->path); n > 1 && place->path[n - 1] == '/'; n--)
    place->path[n - 1] = '\0';
  return TRUE;
}

static gboolean
check (const char *address, GError **error)
{
  g_auto (Place) place = { NULL };

  return parse (address, &place, error);
}

/* A path as sftp's batches take it. */
static void
add_quoted (GString *batch, const char *folder, const char *path)
{
  g_string_append (batch, " \"");
  for (const char *p = folder; *p != '\0'; p++)
    {
      if (strchr ("\"\\*?[", *p) != NULL)
        g_string_append_c (batch, '\\');
      g_string_append_c (batch, *p);
    }
  if (*folder != '\0' && *path != '\0')
    g_string_append_c (batch, '/');
  for (const char *p = path; *p != '\0'; p++)
    {
      if (strchr ("\"\\*?[", *p) != NULL)
        g_string_append_c (batch, '\\');
      g_string_append_c (batch, *p);
    }
  g_string_append_c (batch, '"');
}

static gboolean
run (const GalleyRemote *remote,
     const Place *place,
     const char *batch,
     GalleyProgramResult *result,
     GError **error)
{
  g_autofree char *ssh = g_find_program_in_path ("ssh");
  const char *arguments[] = { "sftp",
                              "-o",
                              "LogLevel=ERROR",
                              "-S",
                              ssh != NULL ? ssh : "ssh",
                              "-b",
                              "-",
                              "-o",
                              "BatchMode=yes",
                              "-o",
                              "StrictHostKeyChecking=yes",
                              "-o",
                              "ConnectTimeout=20",
                              "-P",
                              place->port,
                              "--",
                              place->host,
                              NULL };

  return galley_program_run (arguments, NULL, batch, remote->cancellable, result, error);
}

static gboolean
look (const GalleyRemote *remote, const char *address, GalleyRemoteState *state, GError **error)
{
  g_auto (Place) place = { NULL };
  g_autoptr (GString) batch = g_string_new ("-ls -1a");
  g_autofree char *here = g_build_filename (remote->work, "mark", NULL);
  g_auto (GalleyProgramResult) result = { 0 };
  g_auto (GStrv) lines = NULL;

  if (!parse (address, &place, error))
    return FALSE;
  add_quoted (batch, place.path, "");
  g_string_append (batch, "\n-get");
  add_quoted (batch, place.path, GALLEY_REMOTE_MARK);
  add_quoted (batch, here, "");
  g_string_append_c (batch, '\n');
  g_file_set_contents (here, "", 0, NULL);
  if (!run (remote, &place, batch->str, &result, error))
    return FALSE;
  if (result.status != 0)
    return galley_program_refuse (&result, "sftp", "looking at the target", error);
  lines = g_strsplit (result.out, "\n", -1);
  state->is_empty = TRUE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *name = g_path_get_basename (g_strstrip (lines[i]));

      if (*lines[i] != '\0' && !g_str_has_prefix (lines[i], "sftp>") && !g_str_equal (name, ".") &&
          !g_str_equal (name, ".."))
        state->is_empty = FALSE;
    }
  g_file_get_contents (here, &state->mark, NULL, NULL);
  if (state->mark != NULL && *state->mark == '\0')
    g_clear_pointer (&state->mark, g_free);
  return TRUE;
}

/* Folders from the outside in, each once; one that is there is no fault. */
static void
add_folders (GString *batch, const Place *place, const char *path, GHashTable *made)
{
  for (const char *slash = strchr (path, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (path, (gsize) (slash - path));

      if (g_hash_table_contains (made, folder))
        continue;
      g_string_append (batch, "-mkdir");
      add_quoted (batch, place->path, folder);
      g_string_append_c (batch, '\n');
      g_hash_table_add (made, g_steal_pointer (&folder));
    }
}

/* Under another name first: renaming is one step. */
static void
add_put (GString *batch, const Place *place, const char *folder, const char *path)
{
  g_autofree char *part = g_strconcat (path, ".galley-part", NULL);

  g_string_append (batch, "put");
  add_quoted (batch, folder, path);
  add_quoted (batch, place->path, part);
  g_string_append (batch, "\nrename");
  add_quoted (batch, place->path, part);
  add_quoted (batch, place->path, path);
  g_string_append_c (batch, '\n');
}

static gboolean
send (const GalleyRemote *remote,
      const char *address,
      GPtrArray *groups,
      GPtrArray *gone,
      const char *mark,
      GError **error)
{
  g_auto (Place) place = { NULL };
  g_autoptr (GString) batch = g_string_new (NULL);
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *file = g_build_filename (remote->work, GALLEY_REMOTE_MARK, NULL);
  g_auto (GalleyProgramResult) result = { 0 };

  if (!parse (address, &place, error) || !g_file_set_contents (file, mark, -1, error))
    return FALSE;
  g_string_append (batch, "-mkdir");
  add_quoted (batch, place.path, "");
  g_string_append_c (batch, '\n');
  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *group = g_ptr_array_index (groups, i);

      for (guint n = 0; n < group->len; n++)
        {
          add_folders (batch, &place, g_ptr_array_index (group, n), made);
          add_put (batch, &place, remote->folder, g_ptr_array_index (group, n));
        }
    }
  for (guint i = 0; i < gone->len; i++)
    {
      g_string_append (batch, "-rm");
      add_quoted (batch, place.path, g_ptr_array_index (gone, i));
      g_string_append_c (batch, '\n');
    }
  add_put (batch, &place, remote->work, GALLEY_REMOTE_MARK);
  if (!run (remote, &place, batch->str, &result, error))
    return FALSE;
  return result.status == 0 ||
         galley_program_refuse (&result, "sftp", "sending to the target", error);
}

const GalleyRemoteDriver galley_remote_sftp = { "sftp:", check, look, send };
