/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "galleyctl.h"

static const CtlCommand commands[] = {
  { "new", cmd_new, "make a new project" },
  { "import", cmd_import, "take in posts and comments from elsewhere" },
  { "export", cmd_export, "write the site" },
  { "extract", cmd_extract, "give everything out again as Markdown, comments and media" },
  { "render", cmd_render, "make HTML of Markdown" },
  { "posts", cmd_posts, "list posts" },
  { "comments", cmd_comments, "list readers' comments" },
  { "review", cmd_review, "approve, hold, spam, trash or restore comments" },
  { "reader", cmd_reader, "find, extract or erase what a person wrote" },
  { "publish-post", cmd_publish_post, "publish posts, or the changes to them" },
  { "unpublish-post", cmd_unpublish_post, "make drafts of posts again" },
  { "trash", cmd_trash, "move posts to the trash" },
  { "restore-post", cmd_restore_post, "bring posts back from the trash" },
  { "reply", cmd_reply, "answer a comment" },
  { "settings", cmd_settings, "show and set what the site is as a whole" },
  { "target", cmd_target, "say where the site is published" },
  { "publish", cmd_publish, "make the site and take it to a target" },
  { "serve", cmd_serve, "show the site to browsers on this machine" },
  { "proof", cmd_proof, "tell what should be mended before publication" },
  { "verify", cmd_verify, "tell whether a project file is sound" },
  { "backup", cmd_backup, "make a consistent copy of a project" },
};

static void
print_help (void)
{
  ctl_print ("Usage: galleyctl VERB [OPTION...] [ARGUMENT...]\n\n"
             "Works on the project files of Galley.\n\n",
             -1);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    ctl_printf ("  %-15s %s\n", commands[i].name, commands[i].summary);
  ctl_print ("\n“galleyctl VERB --help” tells how a verb is called.\n"
             "Exit status: 0 done; 1 the answer is no; 2 the call or the input is wrong.\n",
             -1);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  if (argc < 2)
    {
      print_help ();
      return ctl_flush ("galleyctl", CTL_WRONG);
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") ||
      g_str_equal (argv[1], "help"))
    {
      print_help ();
      return ctl_flush ("help", CTL_DONE);
    }
  if (g_str_equal (argv[1], "--version"))
    {
      ctl_print ("galleyctl " GALLEY_VERSION "\n", -1);
      return ctl_flush ("version", CTL_DONE);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return ctl_flush (argv[1], commands[i].run (argc - 1, argv + 1));
  return ctl_wrong (argv[1], "there is no such verb: see galleyctl --help");
}
