/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-remote-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* A branch of a repository, as hosts of pages show it: one commit a publication. */

#define DOING "publishing to the repository"

typedef struct
{
  char *url, *branch;
  char *clone; /* the folder of our own copy */
} Place;

static void
place_clear (Place *place)
{
  g_clear_pointer (&place->url, g_free);
  g_clear_pointer (&place->branch, g_free);
  g_clear_pointer (&place->clone, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
parse (const char *address, const char *work, Place *place, GError **error)
{
  const char *hash = strrchr (address, '#');

  if (hash == NULL || hash == address || hash[1] == '\0' || hash[1] == '-' ||
      strpbrk (hash + 1, " \t:?*[\\^~") != NULL || strstr (hash, "..") != NULL)
    {
      g_set_error (error, GALLEY_REMOTE_ERROR, GALLEY_REMOTE_ERROR_ADDRESS,
                   "“git:%s”: it is git:URL#BRANCH", address);
      return FALSE;
    }
  /* Other transports of git run programs. */
  if (strstr (address, "::") != NULL)
    {
      g_set_error (error, GALLEY_REMOTE_ERROR, GALLEY_REMOTE_ERROR_ADDRESS,
                   "“git:%s”: an address with “::” runs a program, which is not allowed", address);
      return FALSE;
    }
  place->url = g_strndup (address, (gsize) (hash - address));
  place->branch = g_strdup (hash + 1);
  place->clone = work != NULL ? g_build_filename (work, "repository", NULL) : NULL;
  return TRUE;
}

static gboolean
check (const char *address, GError **error)
{
  g_auto (Place) place = { NULL };

  return parse (address, NULL, &place, error);
}

/* @...: what git is given, NULL at the end. */
static gboolean git (const GalleyRemote *remote,
                     const Place *place,
                     GalleyProgramResult *result,
                     GError **error,
                     ...) G_GNUC_NULL_TERMINATED;

static gboolean
git (const GalleyRemote *remote,
     const Place *place,
     GalleyProgramResult *result,
     GError **error,
     ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  const char *argument;
  va_list list;

  g_ptr_array_add (arguments, (gpointer) "git");
  va_start (list, error);
  while ((argument = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  return galley_program_run ((const char *const *) arguments->pdata, place->clone, NULL,
                             remote->cancellable, result, error);
}

#define GIT(...)                                                                                   \
  (galley_program_result_clear (&result),                                                          \
   git (remote, &place, &result, error, __VA_ARGS__, NULL) &&                                      \
       (result.status == 0 || galley_program_refuse (&result, "git", DOING, error)))

static gboolean
look (const GalleyRemote *remote, const char *address, GalleyRemoteState *state, GError **error)
{
  g_auto (Place) place = { NULL };
  g_auto (GalleyProgramResult) result = { 0 };
  g_autofree char *reference = NULL;
  g_autofree char *config = NULL;

  if (!parse (address, remote->work, &place, error))
    return FALSE;
  config = g_build_filename (place.clone, ".git", "config", NULL);
  if (g_mkdir_with_parents (place.clone, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", place.clone,
                   g_strerror (errno));
      return FALSE;
    }
  if (!g_file_test (config, G_FILE_TEST_EXISTS) &&
      (!GIT ("init", "--quiet") || !GIT ("remote", "add", "origin", "--", place.url)))
    return FALSE;
  if (!GIT ("remote", "set-url", "origin", place.url))
    return FALSE;
  reference = g_strconcat ("refs/heads/", place.branch, NULL);
  if (!GIT ("ls-remote", "origin", reference))
    return FALSE;
  state->is_empty = *result.out == '\0';
  if (state->is_empty)
    return GIT ("checkout", "--quiet", "--orphan", place.branch) &&
           GIT ("rm", "-r", "-q", "-f", "--ignore-unmatch", ".");
  if (!GIT ("fetch", "--quiet", "--depth=1", "origin", reference) ||
      !GIT ("checkout", "--quiet", "-f", "-B", place.branch, "FETCH_HEAD") ||
      !GIT ("clean", "-fdq"))
    return FALSE;
  {
    g_autofree char *mark = g_build_filename (place.clone, GALLEY_REMOTE_MARK, NULL);

    g_file_get_contents (mark, &state->mark, NULL, NULL);
  }
  return TRUE;
}

static gboolean
copy_file (const GalleyRemote *remote, const Place *place, const char *path, GError **error)
{
  g_autofree char *from = g_build_filename (remote->folder, path, NULL);
  g_autofree char *to = g_build_filename (place->clone, path, NULL);
  g_autofree char *folder = g_path_get_dirname (to);
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  g_mkdir_with_parents (folder, 0755);
  return g_file_copy (source, target, G_FILE_COPY_OVERWRITE, remote->cancellable, NULL, NULL,
                      error);
}

static gboolean
write_text (const Place *place, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (place->clone, name, NULL);

  return g_file_set_contents (path, text, -1, error);
}

static gboolean
fill (const GalleyRemote *remote,
      const Place *place,
      GPtrArray *groups,
      GPtrArray *gone,
      const char *mark,
      GError **error)
{
  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *group = g_ptr_array_index (groups, i);

      for (guint n = 0; n < group->len; n++)
        if (!copy_file (remote, place, g_ptr_array_index (group, n), error))
          return FALSE;
    }
  for (guint i = 0; i < gone->len; i++)
    {
      g_autofree char *path = g_build_filename (place->clone, g_ptr_array_index (gone, i), NULL);

      g_unlink (path);
    }
  /* Hosts of pages would make a site of what is one already. */
  return write_text (place, ".nojekyll", "", error) &&
         write_text (place, GALLEY_REMOTE_MARK, mark, error);
}

/* Who publishes is named by git's own settings; where it has none, by the program. */
static gboolean
commit (const GalleyRemote *remote, const Place *the_place, GError **error)
{
  Place place = *the_place;
  g_auto (GalleyProgramResult) result = { 0 };

  if (!GIT ("add", "--all", "."))
    return FALSE;
  galley_program_result_clear (&result);
  if (!git (remote, &place, &result, error, "config", "user.email", NULL))
    return FALSE;
  if (result.status == 0)
    return GIT ("commit", "--quiet", "--allow-empty", "-m", remote->message);
  return GIT ("-c", "user.name=Galley", "-c", "user.email=galley@localhost", "commit", "--quiet",
              "--allow-empty", "-m", remote->message);
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
  g_auto (GalleyProgramResult) result = { 0 };
  g_autofree char *where = NULL;

  if (!parse (address, remote->work, &place, error) ||
      !fill (remote, &place, groups, gone, mark, error) || !commit (remote, &place, error))
    return FALSE;
  where = g_strconcat ("HEAD:refs/heads/", place.branch, NULL);
  return GIT ("push", "--quiet", "origin", where);
}

const GalleyRemoteDriver galley_remote_git = { "git:", check, look, send };
